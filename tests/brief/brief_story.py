"""The reports of an invented war in an invented strait, marked up with what each sentence says.

A line is prose, or ``event | voice | kind | actor | stance | firmness | what else | sentence`` where "what else" is
``hedge:…``, ``accuse:ID``, ``not:ID``, ``killed:low-high``, ``injured:low-high``, ``via:…``, ``time:…``, parted by ``;``.
"""

from __future__ import annotations

REPORTS: dict[str, tuple[str, str, str, str]] = {
    "harbour-ledger-0112": (
        "2031-01-12",
        "The Harbour Ledger",
        "Rockets fall on the Cape Ansa garrison",
        """
        A quiet week in the strait ended before dawn on Saturday.
        ansa-rockets | The Harbour Ledger | outlet | - | reports | 3 | killed:2-2 | Two Ostrane soldiers were killed when rockets struck the Cape Ansa garrison in northern Khoreh.
        ansa-rockets | Ostrane's defence ministry | office | OST-MIL | determines | 2 | accuse:KHO-NL | Ostrane's defence ministry said it had concluded that the Brigades of the Ninth Lantern fired the rockets.
        ansa-rockets | a spokesman for the Brigades | group | KHO-NL | coy | 0 | - | A spokesman for the Brigades would neither confirm nor deny that its men were involved.
        ansa-rockets | two residents | unnamed | - | suspects | 1 | accuse:KHO-HF;hedge:may have | Two residents said the launch site lay in hills where the Harrow Front may have been active.
        -| Lena Marrow | named | - | predicts | 2 | time:future | The retired admiral Lena Marrow judged that the Brigades had made their point and would now stop.
        """,
    ),
    "strait-wire-0115": (
        "2031-01-15",
        "Strait Wire",
        "Ostrane jets hit depots; Brigades praise 'the hands that fired'",
        """
        depot-strikes | Ostrane's defence ministry | office | OST-MIL | admits | 3 | accuse:OST-MIL | Ostrane said its aircraft struck five depots near Tel Orrin, calling it a direct answer to the Cape Ansa rockets.
        depot-strikes | Khoreh's interior ministry | office | KHO-GOV | reports | 2 | killed:14-;accuse:OST-MIL | Khoreh's interior ministry said at least 14 people died, most of them warehouse guards.
        ansa-rockets | the Brigades of the Ninth Lantern | group | KHO-NL | praises | 0 | - | In a statement the Brigades praised "the hands that fired" but stopped short of saying the hands were theirs.
        ansa-rockets | Tamrin's foreign ministry | office | TAM-GOV | denies | -3 | not:TAM-GOV | Tamrin's foreign ministry rejected any suggestion that it had ordered the attack.
        depot-strikes | a second defence official | unnamed | OST-MIL | reports | 2 | via:The Meridian | A second defence official told The Meridian that the depots held drones rather than rockets.
        """,
    ),
    "meridian-0121": (
        "2031-01-21",
        "The Meridian",
        "The death toll at Tel Orrin keeps moving",
        """
        The number of dead at Tel Orrin has been given three ways in six days.
        depot-strikes | the Red Lantern hospital | office | - | reports | 2 | killed:24-30 | The Red Lantern hospital counted between 24 and 30 bodies.
        depot-strikes | Ostrane's defence ministry | office | OST-MIL | reports | 2 | killed:0-9;hedge:no more than | Ostrane's defence ministry maintained that no more than nine fighters had been killed.
        depot-strikes | a Khoreh official | unnamed | KHO-GOV | reports | 2 | killed:31-31;hedge:on condition of anonymity | A Khoreh official, speaking on condition of anonymity, put the toll at 31.
        ansa-rockets | Ostrane intelligence officials | unnamed | OST-SPY | determines | 2 | accuse:KHO-NL;hedge:confident | Ostrane intelligence officials said they were confident the Brigades were behind Cape Ansa, and that Tamrin had supplied the rockets.
        rocket-convoy | Ostrane intelligence officials | unnamed | OST-SPY | alleges | 1 | hedge:believed | Ostrane intelligence officials said they were confident the Brigades were behind Cape Ansa, and that Tamrin had supplied the rockets.
        brigade-threat | Ilyas Corr | named | KHO-NL | threatens | 2 | time:future | Ilyas Corr, who leads the Brigades' political bureau, warned that "no depot, no deck and no dish" would be safe.
        """,
    ),
    "harbour-ledger-0203": (
        "2031-02-03",
        "The Harbour Ledger",
        "Drone boats, a burning tanker and nobody to own it",
        """
        tanker-fire | The Harbour Ledger | outlet | - | reports | 3 | injured:3-3 | A drone boat packed with explosives set the tanker Grey Heron alight in the Maren Strait on Sunday night.
        tanker-fire | the ship's owners | office | - | reports | 2 | injured:3-3 | The ship's owners said three sailors were burned.
        tanker-fire | Veldara's transport minister | office | VLD-GOV | suspects | 1 | accuse:KHO-NL;hedge:everything points to | Veldara's transport minister said everything points to the Brigades.
        tanker-fire | Commander Rhea Solvik | named | OST-MIL | alleges | 2 | accuse:TAM-MIL-CG;hedge:we assess | Commander Rhea Solvik of the Ostrane fleet blamed the Tamrin Coast Guards, saying "we assess that no proxy has boats of this kind".
        tanker-fire | the Tamrin Coast Guards | group | TAM-MIL-CG | denies | -3 | not:TAM-MIL-CG | The Tamrin Coast Guards called the charge absurd and denied having any vessel nearby.
        tanker-fire | the Harrow Front | group | KHO-HF | claims | 3 | accuse:KHO-HF | In a video posted on Monday the Harrow Front claimed the attack as its own.
        tanker-fire | two shipping analysts | unnamed | - | suspects | -1 | not:KHO-HF;hedge:doubted | Two shipping analysts doubted that the Harrow Front had the means.
        """,
    ),
    "sund-observer-0209": (
        "2031-02-09",
        "Sund Observer",
        "Dhow seized with anti-ship missiles aboard",
        """
        dhow-seizure | Ostrane's fleet command | office | OST-MIL | reports | 3 | - | Ostrane's fleet command said the frigate Ardent seized four anti-ship missiles from a dhow east of Little Sund.
        dhow-seizure | Ostrane's fleet command | office | OST-MIL | alleges | 1 | hedge:bound for | It said the dhow had sailed from Tamrin and was bound for the Brigades in Khoreh.
        dhow-seizure | Tamrin's foreign ministry | office | TAM-GOV | denies | -3 | - | Tamrin's foreign ministry said the dhow carried dates and cement.
        missile-transfer | a United Nations panel | office | IGO-UN | determines | 2 | - | A United Nations panel found that at least two earlier consignments of the same missile had reached Khoreh over the summer of 2030.
        isles-patrol | the Sund Isles government | office | SUN-GOV | reports | 3 | - | The Sund Isles government doubled patrols in its waters.
        isles-patrol | a fisheries officer | unnamed | SUN-GOV | reports | 2 | - | A fisheries officer said crews had been told to stay within sight of land.
        """,
    ),
    "strait-wire-0214": (
        "2031-02-14",
        "Strait Wire",
        "Radar station hit in Ostrane's far north",
        """
        radar-drones | Ostrane's interior minister | office | OST-GOV | reports | 3 | injured:11-11 | Ostrane's interior minister said three drones struck the Halden radar station and hurt 11 people.
        radar-drones | the Brigades of the Ninth Lantern | group | KHO-NL | claims | 3 | accuse:KHO-NL | The Brigades of the Ninth Lantern claimed the strike within the hour, naming it Operation Dish.
        radar-drones | Ostrane's defence ministry | office | OST-MIL | determines | 2 | accuse:TAM-MIL-CG;not:KHO-NL | Ostrane's defence ministry concluded that the drones came from Tamrin's coast and not, as the Brigades claim, from Khoreh.
        radar-drones | Ostrane's defence ministry | office | OST-MIL | determines | -2 | not:KHO-NL | and not, as the Brigades claim, from Khoreh.
        radar-drones | Tamrin's president | office | TAM-GOV | coy | 0 | - | Asked about the drones, Tamrin's president smiled and said the sky belongs to everybody.
        fuel-embargo | Ostrane's trade ministry | office | OST-GOV | reports | 3 | - | Ostrane halted fuel sales to Tamrin the same afternoon.
        """,
    ),
    "meridian-0220": (
        "2031-02-20",
        "The Meridian",
        "Injuries at Halden were far worse than first said",
        """
        radar-drones | Ostrane's interior ministry | office | OST-GOV | admits | 3 | injured:34-34 | Ostrane's interior ministry admitted that 34 people had been hurt at Halden.
        radar-drones | the staff union | group | - | reports | 2 | injured:0-110;hedge:up to | The staff union said up to 110 of its members reported headaches and blurred sight.
        radar-drones | a hospital in Norrhaven | office | - | reports | 2 | injured:50- | A hospital in Norrhaven treated at least 50.
        envoys-meet | The Meridian | outlet | - | reports | 3 | - | Envoys of Ostrane and Khoreh met in Port Sund for nine hours and agreed to meet again.
        envoys-meet | a diplomat | unnamed | - | predicts | -1 | time:future;hedge:little hope | A diplomat in the room saw little hope of a ceasefire before spring.
        -| Professor Aud Timmer | named | - | predicts | 1 | time:future;hedge:unlikely | Professor Aud Timmer thought it unlikely that the fighting would stay within Khoreh's borders.
        """,
    ),
    "veldara-post-0224": (
        "2031-02-24",
        "Veldara Post",
        "Mortars on the embassy quarter",
        """
        embassy-mortars | Veldara's police | office | VLD-COP | reports | 3 | killed:1-1 | Veldara's police said three mortar rounds landed in the embassy quarter of Brask and killed a gardener.
        embassy-mortars | Ostrane's ambassador | office | OST-GOV | alleges | 1 | accuse:KHO-HF | Ostrane's ambassador accused the Harrow Front.
        embassy-mortars | the Harrow Front | group | KHO-HF | denies | -3 | not:KHO-HF | The Harrow Front denied it and said it does not fight among gardens.
        embassy-mortars | a police detective | unnamed | VLD-COP | suspects | 1 | accuse:VLD-OPP;hedge:not excluded | A police detective had not excluded a local gang with a grudge.
        troops-veldara | Veldara's president | office | VLD-GOV | reports | 3 | - | Veldara's president sent two battalions to the southern border.
        arrests-brask | Veldara's police | office | VLD-COP | reports | 3 | - | Police arrested nine people in Brask overnight.
        """,
    ),
    "harbour-ledger-0302": (
        "2031-03-02",
        "The Harbour Ledger",
        "Second barrage on Cape Ansa is the deadliest yet",
        """
        ansa-second | Ostrane's defence ministry | office | OST-MIL | reports | 3 | killed:4-4;injured:12-12 | Ostrane's defence ministry said four soldiers were killed and 12 hurt when eighteen rockets struck Cape Ansa on Saturday night.
        ansa-second | the Brigades of the Ninth Lantern | group | KHO-NL | claims | 3 | accuse:KHO-NL | This time the Brigades of the Ninth Lantern said plainly that the rockets were theirs.
        ansa-second | Khoreh's prime minister | office | KHO-GOV | suspects | 1 | accuse:TAM-GOV;hedge:I cannot prove it | Khoreh's prime minister said Tamrin's hand was in it, adding "I cannot prove it".
        ansa-second | Tamrin's foreign ministry | office | TAM-GOV | praises | 0 | - | Tamrin's foreign ministry called the barrage an understandable answer by an occupied people.
        K-road-bomb | a provincial governor | office | KHO-GOV | reports | 2 | killed:0-3;hedge:perhaps | A roadside bomb on the Orrin road killed perhaps three lorry drivers, a provincial governor said.
        """,
    ),
    "strait-wire-0306": (
        "2031-03-06",
        "Strait Wire",
        "Ostrane shells the coast; pilgrims stranded",
        """
        coast-shelling | Ostrane's fleet command | office | OST-MIL | admits | 3 | accuse:OST-MIL | Ostrane's fleet command said its ships shelled launch sites along the Khoreh coast for two nights.
        coast-shelling | Khoreh's health ministry | office | KHO-GOV | reports | 2 | killed:6-6 | Khoreh's health ministry said six villagers were killed.
        coast-shelling | Khoreh's health ministry | office | KHO-GOV | reports | 2 | killed:19-19;hedge:raised | The ministry later raised that to 19.
        ferry-halt | the ferry company | office | - | reports | 3 | - | The ferry company stopped all crossings, stranding some 4,000 pilgrims.
        un-demand | the Secretary-General | office | IGO-UN | demands | 2 | time:future | The Secretary-General demanded that both sides let the pilgrims pass.
        missile-stores | Ostrane's defence minister | office | OST-MIL | alleges | 1 | hedge:are being moved | Ostrane's defence minister said ballistic missiles are being moved closer to the strait.
        """,
    ),
    "sund-observer-0311": (
        "2031-03-11",
        "Sund Observer",
        "Explosion at Port Ash, and three stories about it",
        """
        port-ash | the harbour master | office | SUN-GOV | reports | 3 | killed:7-7 | An explosion at the fuel jetty of Port Ash killed seven people on Tuesday, the harbour master said.
        port-ash | Ostrane's defence ministry | office | OST-MIL | alleges | 1 | accuse:KHO-NL;hedge:appears | Ostrane said the blast appears to be the work of the Brigades.
        port-ash | the Brigades of the Ninth Lantern | group | KHO-NL | denies | -3 | not:KHO-NL;accuse:OST-MIL | The Brigades denied it and accused Ostrane of bombing its own fuel.
        port-ash | a fire inspector | unnamed | SUN-GOV | suspects | -1 | hedge:could have been | A fire inspector said it could have been a welding accident.
        cable-cut | a telecoms firm | office | - | reports | 2 | - | A telecoms firm reported that the cable to Little Sund was cut some time in late February.
        boat-kits | Veldara's coast guard | office | VLD-MIL | reports | 2 | - | Veldara's coast guard showed reporters three drone-boat kits taken from a warehouse in Brask.
        boat-kits | Veldara's coast guard | office | VLD-MIL | alleges | 1 | hedge:markings suggest | It said the markings suggest they were made in Tamrin.
        """,
    ),
    "meridian-0318": (
        "2031-03-18",
        "The Meridian",
        "What the strait knows, and what it only says",
        """
        evacuation | Ostrane's foreign ministry | office | OST-GOV | reports | 3 | - | Ostrane withdrew the families of its diplomats from Khoreh.
        second-threat | Ilyas Corr | named | KHO-NL | threatens | 3 | time:future | "The next one will not be a jetty," said Ilyas Corr of the Brigades.
        ansa-second | Ostrane intelligence officials | unnamed | OST-SPY | determines | 3 | accuse:KHO-NL | Ostrane intelligence officials now describe the Brigades' part in the second barrage as beyond doubt.
        aid-convoy | the relief agency Open Hand | group | - | reports | 3 | - | The relief agency Open Hand brought forty lorries of flour into Tel Orrin.
        grid-attack | Khoreh's power company | office | - | suspects | 1 | hedge:looks like | Khoreh's power company said the outage in the west looks like sabotage.
        talks-offer | Tamrin's president | office | TAM-GOV | promises | 1 | time:future | Tamrin's president promised to "sit at any table that has four legs".
        prisoner-swap | the Red Lantern hospital | office | - | reports | 2 | - | Six wounded prisoners were exchanged at the Red Lantern hospital.
        -| Lena Marrow | named | - | predicts | 2 | time:future | Admiral Marrow now expects a third barrage "before the month is out".
        """,
    ),
}
