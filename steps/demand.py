"""Étapes 4 à 6 : la demande et le choix de l'envoi."""

from behave import given, then, when

from harness.checks import address, letters, pages, stages
from harness.journeys import demand
from harness.journeys.demand import Channel


@given("{name:Personne} a rempli la demande")
@when("{name:Personne} remplit la demande")
def fill_request(context, name):
    demand.fill_request(context.world.person(name))


@given("{name:Personne} a rempli la demande avec le dossier « {dossier:Saisie} »")
@when("{name:Personne} remplit la demande avec le dossier « {dossier:Saisie} »")
def fill_with_dossier(context, name, dossier):
    demand.fill_request(context.world.person(name), dossier=dossier)


@when("{name:Personne} remplit la demande sans donner de dossier")
def fill_without_dossier(context, name):
    demand.fill_request(context.world.person(name), dossier="")


@when("{name:Personne} remplit la demande comme {situation:Situation}")
def fill_as(context, name, situation):
    demand.fill_request(context.world.person(name), situation=situation)


@when("{name:Personne} remplit la demande sans préciser sa situation")
def fill_without_situation(context, name):
    demand.submit_request_with_situations(context.world.person(name))


@when("{name:Personne} remplit la demande avec la situation « {value:Saisie} »")
def fill_with_situation(context, name, value):
    demand.submit_request_with_situations(context.world.person(name), value)


@when("{name:Personne} remplit la demande avec sa situation dans une autre casse")
def fill_with_other_case(context, name):
    demand.submit_request_with_other_case(context.world.person(name))


@when("{name:Personne} remplit la demande avec les deux situations à la fois")
def fill_with_both_situations(context, name):
    demand.submit_request_with_both_situations(context.world.person(name))


@given(
    "{name:Personne} a d'abord rempli la demande avec un CAPTCHA {captcha:EtatCaptcha}"
)
@when("{name:Personne} remplit la demande avec un CAPTCHA {captcha:EtatCaptcha}")
def fill_with_captcha(context, name, captcha):
    demand.fill_request(context.world.person(name), captcha=captcha)


@when("{name:Personne} remplit la demande avec le CAPTCHA de {other:Personne}")
def fill_with_captcha_of(context, name, other):
    demand.fill_with_captcha_of(context.world.person(name), context.world.person(other))


@when("{name:Personne} revient en arrière et remplit de nouveau la demande")
def go_back_and_fill(context, name):
    demand.go_back_and_fill(context.world.person(name))


@when("{name:Personne} remplit la demande et appuie sur Entrée")
def fill_and_press_enter(context, name):
    demand.fill_request_and_press_enter(context.world.person(name))


@when("{name:Personne} envoie {times:d} fois la même demande")
def fill_several_times(context, name, times):
    demand.submit_request_several_times(context.world.person(name), times)


@given("{name:Personne} a demandé un nouveau mot de passe {channel:Canal}")
@when("{name:Personne} demande un nouveau mot de passe {channel:Canal}")
def request_reset(context, name, channel):
    demand.request_reset(context.world.person(name), channel)


@given("{name:Personne} a validé son choix {channel:Canal}")
@when("{name:Personne} valide son choix {channel:Canal}")
def validate_choice(context, name, channel):
    demand.validate_choice(context.world.person(name), channel)


@when("{name:Personne} valide son choix {channel:Canal} si on le lui propose")
def validate_if_offered(context, name, channel):
    demand.validate_if_offered(context.world.person(name), channel)


@given("{name:Personne} a validé sans rien cocher")
@when("{name:Personne} valide sans rien cocher")
def validate_nothing(context, name):
    demand.validate_choice(context.world.person(name), None)


@when("{name:Personne} valide avec le choix « {value:Saisie} »")
def validate_unknown(context, name, value):
    demand.validate_tampered_choice(context.world.person(name), value)


@when("{name:Personne} valide les deux options à la fois")
def validate_both(context, name):
    demand.validate_both_channels(context.world.person(name))


@then("une option au plus est suivie pour {name:Personne}")
def one_option_at_most(context, name):
    person = context.world.person(name).person
    letters.one_channel_at_most(context.world.mailbox, context.world.letters, person)


@given("{name:Personne} a validé {times:d} fois au même instant {channel:Canal}")
@when("{name:Personne} valide {times:d} fois au même instant {channel:Canal}")
def validate_at_once(context, name, times, channel):
    demand.validate_choice_at_once(context.world.person(name), channel, times)


@when("{name:Personne} valide son choix {channel:Canal} puis le renvoie tel quel")
def validate_again(context, name, channel):
    demand.validate_choice_again(context.world.person(name), channel)


@when(
    "{name:Personne} valide {channel:Canal} depuis un navigateur qui n'a rien demandé"
)
def validate_without_request(context, name, channel):
    demand.validate_without_request(context.world.person(name), channel)


@when("{name:Personne} remplit la demande dans deux onglets et valide le premier")
def validate_first_tab(context, name):
    demand.fill_two_tabs_and_validate_first(context.world.person(name), Channel.MAIL)


@given("{name:Personne} a validé par mail avec l'en-tête « {header} : {value} »")
@when("{name:Personne} valide par mail avec l'en-tête « {header} : {value} »")
def validate_with_header(context, name, header, value):
    demand.validate_choice(
        context.world.person(name), Channel.MAIL, headers={header: value}
    )


@then("la demande de {name:Personne} est refusée")
def request_is_refused(context, name):
    stages.request_is_refused(context.world.person(name).page)


@then("le portail répond à {name:Personne}")
def answers(context, name):
    pages.require_answered(context.world.person(name).page)


@then("{name:Personne} voit le CAPTCHA")
def sees_captcha(context, name):
    pages.has_captcha(context.world.person(name).page)


@then("{name:Personne} peut choisir « {label} »")
def offers_choice(context, name, label):
    pages.offers_choice(context.world.person(name).page, label)


@then("{name:Personne} ne peut pas choisir « {label} »")
def does_not_offer_choice(context, name, label):
    pages.does_not_offer_choice(context.world.person(name).page, label)


@then("rien n'est coché d'avance pour {name:Personne}")
def nothing_is_chosen(context, name):
    pages.nothing_is_chosen(context.world.person(name).page)


@then("l'adresse de {name:Personne} est masquée")
def address_is_masked(context, name):
    somebody = context.world.person(name)
    address.is_masked(somebody.page, somebody.person.email)


@then("l'adresse de {name:Personne} ne se trouve en clair dans aucune page")
def address_is_nowhere(context, name):
    somebody = context.world.person(name)
    address.is_nowhere_in_clear(context.world.seen_pages, somebody.person.email)


@then("l'adresse est masquée de la même façon sur chaque page")
def same_mask(context):
    address.same_mask(context.world.seen_pages)
