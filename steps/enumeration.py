"""Ce que les réponses disent d'un numéro que la CARPIMKO ne connaît pas."""

from behave import given, then, when

from harness.checks import enumeration as answers
from harness.checks import timing as durations
from harness.journeys import enumeration, timing


@given("{name:Personne}, inconnu de la CARPIMKO sous le dossier {dossier:Dossier}")
@given("{name:Personne}, inconnue de la CARPIMKO sous le dossier {dossier:Dossier}")
def introduce_unknown(context, name, dossier):
    context.world.introduce_unknown(name, dossier=dossier)


@given(
    "{name:Personne}, {situation:Situation} inconnu de la CARPIMKO "
    "sous le dossier {dossier:Dossier}"
)
def introduce_unknown_as(context, name, situation, dossier):
    context.world.introduce_unknown(name, situation=situation, dossier=dossier)


@given("{name:Personne} a échoué {times:d} fois à se connecter")
@when("{name:Personne} échoue {times:d} fois à se connecter")
def fail_to_log_in_often(context, name, times):
    enumeration.fail_to_log_in(context.world.person(name), times)


@when("{name:Personne} remplit la demande dans deux navigateurs")
def request_again(context, name):
    context.twice = enumeration.request_again(context.world.person(name))


@when("chacun remplit la demande")
def request_all(context):
    context.known, context.unknown = enumeration.request_all(context.world)


@then("{name:Personne} reçoit la même réponse que {other:Personne}")
def same_answer(context, name, other):
    answers.tell_the_same(
        context.world.person(other).page, context.world.person(name).page
    )


@then("l'adresse montrée ne change pas d'une fois à l'autre")
def decoy_stays(context):
    answers.decoy_stays(context.twice)


@then("les inconnus ne se reconnaissent pas à leur adresse")
def decoys_look_real(context):
    answers.decoys_look_real(context.known, context.unknown)


@when("{count:d} affiliés et autant d'inconnus vont jusqu'à {moment:Moment}, mêlés")
def measure(context, count, moment):
    context.series = timing.measure(context.world, moment, count)


@then("la durée des réponses ne dit pas qui est affilié")
def durations_tell_nothing(context):
    context.world.note(durations.describe(context.series))
    durations.tells_nothing(context.series)
