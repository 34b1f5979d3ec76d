"""The relations that statements are read off, in sentences of the kind that agencies write."""

from __future__ import annotations

from sayso.coding.engine import load_engine

FLOOR = 0.85
"""Share of the relations below that must be right: a floor under retrained weights, not a promise for each."""

# sentence: word relation head; ...
SENTENCES = {
    "A spokesman told reporters late on Tuesday that the army had shelled two villages.": (
        "shelled ccomp told; spokesman nsubj told; villages obj shelled"
    ),
    "The ministry reported just last week that gunmen had attacked a checkpoint.": (
        "attacked ccomp reported; checkpoint obj attacked"
    ),
    "The commander told a news conference on Monday that his fighters destroyed three tanks.": (
        "destroyed ccomp told; tanks obj destroyed"
    ),
    "Witnesses said Thursday that a drone hit the fuel depot.": ("hit ccomp said; drone nsubj hit; depot obj hit"),
    "The group claimed responsibility for the bombing in a statement on Sunday.": (
        "responsibility obj claimed; group nsubj claimed"
    ),
    "The militia denied on Friday that it had fired the rockets.": ("fired ccomp denied; rockets obj fired"),
    "Gunmen opened fire on a convoy near the border, killing five soldiers, police said.": (
        "opened ccomp said; police nsubj said; killing advcl opened; soldiers obj killing"
    ),
    "At least 14 people were killed when a car bomb exploded outside the embassy, officials said on Saturday.": (
        "killed ccomp said; people nsubj:pass killed; exploded advcl killed; bomb nsubj exploded"
    ),
    "The rebels, who control the port, rejected the accusation.": (
        "rebels nsubj rejected; control acl:relcl rebels; accusation obj rejected"
    ),
    "The foreign minister accused the neighboring country of arming the insurgents.": (
        "country obj accused; arming advcl accused; insurgents obj arming"
    ),
    "A senior official, speaking on condition of anonymity, said the missiles were supplied by a foreign power.": (
        "supplied ccomp said; missiles nsubj:pass supplied; power obl:agent supplied"
    ),
    '"We did not carry out this attack," the group\'s spokesman told Reuters by telephone.': (
        "carry ccomp told; spokesman nsubj told; attack obj carry"
    ),
    "The navy seized a vessel carrying weapons bound for the rebels, according to the ministry.": (
        "vessel obj seized; carrying acl vessel; weapons obj carrying; ministry obl seized"
    ),
    "The president warned that any further strikes would be met with force.": ("met ccomp warned; strikes nsubj:pass met"),
    "Troops loyal to the general shelled the town overnight, wounding dozens of civilians.": (
        "Troops nsubj shelled; town obj shelled; wounding advcl shelled; dozens obj wounding"
    ),
    "The attack was carried out by fighters backed by the government, investigators concluded.": (
        "carried ccomp concluded; attack nsubj:pass carried; fighters obl:agent carried; government obl:agent backed"
    ),
    "Two aid workers were kidnapped in the north on Wednesday, a security source told AFP.": (
        "kidnapped ccomp told; source nsubj told; workers nsubj:pass kidnapped"
    ),
    "The army said it intercepted two ballistic missiles fired by the group toward the capital.": (
        "intercepted ccomp said; missiles obj intercepted; fired acl missiles; group obl:agent fired"
    ),
    "No group has claimed responsibility, but the authorities blamed the attack on separatists.": (
        "group nsubj claimed; responsibility obj claimed; blamed conj claimed; attack obj blamed"
    ),
    "The United Nations said this week that both sides had violated the ceasefire.": (
        "violated ccomp said; sides nsubj violated; ceasefire obj violated"
    ),
    "He threatened to close the strait if the sanctions were not lifted.": (
        "close xcomp threatened; strait obj close; lifted advcl close"
    ),
    "Militants armed with rocket launchers stormed the base before dawn and burned several vehicles.": (
        "Militants nsubj stormed; base obj stormed; burned conj stormed; vehicles obj burned"
    ),
    "Police said three men suspected of planning the bombing had been arrested.": (
        "arrested ccomp said; men nsubj:pass arrested"
    ),
    "The airstrike, which hit a wedding hall, killed 32 people, the health ministry said.": (
        "killed ccomp said; airstrike nsubj killed; hit acl:relcl airstrike; people obj killed; ministry nsubj said"
    ),
    "The general neither confirmed nor denied that his forces were behind the blast.": (
        "general nsubj confirmed; denied conj confirmed; blast ccomp denied"
    ),
    "Residents reported hearing explosions and seeing smoke rise from the airfield.": (
        "Residents nsubj reported; hearing xcomp reported; seeing conj hearing"
    ),
}


def test_most_relations_of_agency_sentences_are_right() -> None:
    wrong = []
    total = 0
    for sentence, relations in SENTENCES.items():
        found = {f"{token.text} {token.dep_} {token.head.text}" for token in load_engine().parse(sentence)}
        expected = relations.split("; ")
        total += len(expected)
        wrong += [f"{relation} | {sentence}" for relation in expected if relation not in found]
    assert 1 - len(wrong) / total >= FLOOR, "\n".join(wrong)
