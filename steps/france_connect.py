"""« S'identifier avec FranceConnect »."""

from behave import given, then, when

from harness.checks import france_connect as checks
from harness.journeys import france_connect, identities


@given(
    "{name:Personne} est l'homonyme de {other:Personne}, {fact:FaitDeNaissance} près"
)
def make_homonym(context, name, other, fact):
    identities.make_homonym(context.world, name, other, fact)


@given("{name:Personne} est aussi {situation:Situation} au dossier {dossier:Dossier}")
def give_second_account(context, name, situation, dossier):
    identities.give_second_account(context.world, name, situation, dossier)


@given("FranceConnect {fault:PanneFranceConnect}")
def break_france_connect(context, fault):
    identities.break_france_connect(context.world, fault)


@given("FranceConnect a identifié {name:Personne}")
def identified(context, name):
    france_connect.identify(context.world.person(name))


@given("FranceConnect a identifié {name:Personne} dans un premier navigateur")
def identified_elsewhere(context, name):
    france_connect.identify(context.world.person(name))
    context.world.person(name).change_browser()


@given("FranceConnect a préparé un retour pour {name:Personne}")
def prepare_return(context, name):
    france_connect.prepare_return(context.world.person(name))


@when("{name:Personne} va s'identifier avec FranceConnect")
def go(context, name):
    france_connect.go(context.world.person(name))


@when("{name:Personne} va s'identifier {times:d} fois avec FranceConnect")
def go_several_times(context, name, times):
    france_connect.go_several_times(context.world.person(name), times)


@when("{name:Personne} s'identifie avec FranceConnect")
def identify(context, name):
    france_connect.identify(context.world.person(name))


@when("{name:Personne} s'identifie avec FranceConnect depuis cette page")
def identify_from_here(context, name):
    france_connect.identify_from_here(context.world.person(name))


@given("{name:Personne} a renoncé à s'identifier avec FranceConnect")
@when("{name:Personne} renonce à s'identifier avec FranceConnect")
def give_up(context, name):
    france_connect.give_up(context.world.person(name))


@when("{name:Personne} choisit d'ouvrir le dossier {dossier:Dossier}")
def choose_account(context, name, dossier):
    france_connect.choose_account(context.world.person(name), dossier)


@when("{name:Personne} glisse dans son choix le dossier de {other:Personne}")
def choose_account_of(context, name, other):
    france_connect.choose_account_of(
        context.world.person(name), context.world.person(other)
    )


@when("{name:Personne} prend le retour préparé pour {other:Personne}")
def follow_return_of(context, name, other):
    france_connect.follow_return_of(
        context.world.person(name), context.world.person(other)
    )


@when("{name:Personne} glisse dans son retour le code de {other:Personne}")
def return_with_code_of(context, name, other):
    france_connect.return_with_code_of(
        context.world.person(name), context.world.person(other)
    )


@when("{name:Personne} prend une seconde fois son retour de FranceConnect")
def replay_return(context, name):
    france_connect.replay_return(context.world.person(name))


@given("{name:Personne} a mis fin à sa session")
@when("{name:Personne} met fin à sa session")
def log_out(context, name):
    france_connect.log_out(context.world.person(name))


@then("la demande faite à FranceConnect est complète")
def request_is_complete(context):
    checks.request_is_complete(context.world.surroundings.france_connect.authorizations)


@then("aucune demande à FranceConnect ne répète un secret")
def secrets_differ(context):
    checks.secrets_differ(context.world.surroundings.france_connect.authorizations)


@then("{name:Personne} entre dans son espace personnel, et dans aucun autre")
def opens_own_space(context, name):
    her = context.world.person(name)
    seen = her.identification
    checks.opens_own_space(seen.page, her.person.key, seen.spaces, her.as_stranger)


@then(
    "{name:Personne} entre dans l'espace personnel du dossier {dossier:Dossier}, "
    "et dans aucun autre"
)
def opens_space_of(context, name, dossier):
    her = context.world.person(name)
    owner, seen = context.world.holder_of(dossier), her.identification
    checks.opens_own_space(seen.page, owner.person.key, seen.spaces, her.as_stranger)


@then("{name:Personne} n'entre dans aucun espace personnel")
def is_refused(context, name):
    seen = context.world.person(name).identification
    checks.is_refused(seen.page, seen.afterwards, seen.spaces)


@then("FranceConnect apprend la fin de la session")
def log_out_was_told(context):
    checks.log_out_was_told(context.world.surroundings.france_connect.logouts)
