"""Le courrier postal de l'étape 5."""

from behave import then

from harness.checks import letters


@then("un seul courrier part pour {name:Personne}")
def one_letter(context, name):
    person = context.world.person(name).person
    letters.number_is(context.world.letters(), *person.key, 1)


@then("aucun courrier ne part pour {name:Personne}")
def no_letter(context, name):
    person = context.world.person(name).person
    letters.number_is(context.world.letters(), *person.key, 0)


@then("le courrier est attendu le {day:Jour}")
def expected_on(context, day):
    letters.expected_on(context.world.letters(), day)


@then("la date où le courrier est attendu est consignée")
def note_expected(context):
    context.world.note(letters.describe(context.world.letters()))


@then("le courrier part à l'adresse postale de {name:Personne}")
def goes_to(context, name):
    address = context.world.person(name).person.address
    letters.goes_to(context.world.letters(), address.postcode, address.city)
