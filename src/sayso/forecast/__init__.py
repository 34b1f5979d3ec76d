"""Calibrated forecasts from an event table: panels, forecasters, backtests, scores."""
