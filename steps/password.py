"""Étapes 8 et 9 : le nouveau mot de passe, et la connexion."""

from behave import given, then, when

from harness.checks import pages, stages
from harness.journeys import login, password
from harness.journeys.vocabulary import password_of_length


@given("{name:Personne} a choisi le mot de passe « {text:Saisie} »")
@when("{name:Personne} choisit le mot de passe « {text:Saisie} »")
def choose(context, name, text):
    password.choose_password(context.world.person(name), text)


@given("{name:Personne} a choisi un mot de passe de {length:d} caractères")
@when("{name:Personne} choisit un mot de passe de {length:d} caractères")
def choose_length(context, name, length):
    password.choose_password(context.world.person(name), password_of_length(length))


@given("{name:Personne} a choisi « {text:Saisie} » et confirmé « {again:Saisie} »")
@when("{name:Personne} choisit « {text:Saisie} » et confirme « {again:Saisie} »")
def choose_and_confirm(context, name, text, again):
    password.choose_password(context.world.person(name), text, confirmation=again)


@when("{name:Personne} choisit « {text:Saisie} » sans rien confirmer")
def choose_without_confirmation(context, name, text):
    password.choose_without_confirmation(context.world.person(name), text)


@given(
    "{name:Personne} a choisi « {text:Saisie} » pour le dossier « {dossier:Saisie} »"
)
@when("{name:Personne} choisit « {text:Saisie} » pour le dossier « {dossier:Saisie} »")
def choose_for(context, name, text, dossier):
    password.choose_password(context.world.person(name), text, dossier=dossier)


@when("{name:Personne} choisit un mot de passe {times:d} fois au même instant")
def choose_at_once(context, name, times):
    password.choose_at_once(context.world.person(name), "Soleil2026", times)


@given("{name:Personne} a choisi « {first:Saisie} » puis renvoyé « {second:Saisie} »")
@when("{name:Personne} choisit « {first:Saisie} » puis renvoie « {second:Saisie} »")
def choose_twice(context, name, first, second):
    password.choose_twice(context.world.person(name), first, second)


@given("{name:Personne} a suivi le lien de {owner:Personne}")
def follow_link_of(context, name, owner):
    password.open_link_of(context.world.person(name), context.world.person(owner))


@given("{name:Personne} a refait toute la procédure et choisi « {text:Saisie} »")
@given("{name:Personne} a changé son mot de passe pour « {text:Saisie} »")
@when("{name:Personne} refait toute la procédure et choisit « {text:Saisie} »")
def changed(context, name, text):
    password.reset_password(context.world.person(name), text)


@given("{name:Personne} a ouvert son espace personnel dans un premier navigateur")
def logged_in_first(context, name):
    login.log_in(context.world.person(name), context.world.person(name).person.password)
    context.world.person(name).change_browser()


@given("{name:Personne} n'a pas réussi à se connecter")
def failed_login(context, name):
    login.log_in(context.world.person(name), "Inconnu2026")


@given("{name:Personne} s'est connectée avec le mot de passe « {text:Saisie} »")
@when("{name:Personne} se connecte avec le mot de passe « {text:Saisie} »")
def log_in_with(context, name, text):
    login.log_in(context.world.person(name), text)


@when("{name:Personne} se connecte avec son ancien mot de passe")
def log_in_with_old(context, name):
    login.log_in(context.world.person(name), context.world.person(name).person.password)


@when("{name:Personne} se connecte avec son nouveau mot de passe")
def log_in_with_new(context, name):
    login.log_in(context.world.person(name), context.world.person(name).chosen_password)


@when("{name:Personne} se connecte avec les {length:d} premiers caractères")
def log_in_with_beginning(context, name, length):
    login.log_in(
        context.world.person(name), context.world.person(name).chosen_password[:length]
    )


@when("{name:Personne} se connecte avec le dossier « {dossier:Saisie} »")
def log_in_with_dossier(context, name, dossier):
    somebody = context.world.person(name)
    login.log_in(somebody, somebody.person.password, dossier=dossier)


@when("{name:Personne} se connecte comme {situation:Situation} avec « {text:Saisie} »")
def log_in_as(context, name, situation, text):
    login.log_in(context.world.person(name), text, situation=situation)


@when("{name:Personne} se connecte sur cette page avec « {text:Saisie} »")
def log_in_here(context, name, text):
    login.log_in_here(context.world.person(name), text)


@when("{name:Personne} se connecte sur cette page avec son ancien mot de passe")
def log_in_here_with_old(context, name):
    login.log_in_here(
        context.world.person(name), context.world.person(name).person.password
    )


@then("{name:Personne} peut choisir un mot de passe")
def can_choose(context, name):
    stages.can_choose_password(context.world.person(name).page)


@then("le lien de {name:Personne} est refusé")
def link_is_refused(context, name):
    stages.link_is_refused(context.world.person(name).page)


@then("le mot de passe de {name:Personne} est refusé")
def password_is_refused(context, name):
    stages.password_is_refused(context.world.person(name).page)


@then("{name:Personne} accède à son espace personnel")
def is_inside(context, name):
    somebody = context.world.person(name)
    stages.is_inside(somebody.page, somebody.as_stranger)


@then("{name:Personne} n'accède pas à l'espace personnel")
def is_outside(context, name):
    stages.is_outside(context.world.person(name).page)


@then("une seule réponse annonce le changement à {name:Personne}")
def one_changed(context, name):
    stages.one_changed(context.world.person(name).simultaneous)


@then("les deux refus disent la même chose")
def same_refusal(context):
    stages.same_words(context.world.seen_pages)


@then("« {text} » n'emporte pas le jeton de {name:Personne}")
def link_has_no_token(context, text, name):
    pages.link_has_no_token(context.world.person(name).page, text)
