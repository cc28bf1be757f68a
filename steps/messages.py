"""Le message : sa forme, ce qu'il tait, ce qu'un nom ou une adresse y injecte."""

from behave import given, then

from harness.checks import mail_secrets, mails, markup, mime, sender_dns
from harness.journeys import records


@given("{name:Personne} a voulu s'appeler « {text:Saisie} »")
def try_name(context, name, text):
    records.try_name(context.world.person(name), text)


@given("{name:Personne} a voulu enregistrer l'adresse « {email:Saisie} »")
def try_address(context, name, email):
    records.try_address(context.world.person(name), email)


@then("le mail de {name:Personne} se lit avec et sans mise en forme")
def has_both_parts(context, name):
    mime.has_both_parts(context.world.person(name).mail)


@then("le mail de {name:Personne} est écrit dans l'encodage qu'il annonce")
def declares_charsets(context, name):
    mime.declares_its_charsets(context.world.person(name).mail)


@then("le mail de {name:Personne} est bien construit")
def is_sound_mime(context, name):
    mime.is_sound_mime(context.world.person(name).mail)


@then("lire le mail de {name:Personne} ne le dit à personne")
def watches_nobody(context, name):
    mime.watches_nobody(context.world.person(name).mail)


@then("le mail de {name:Personne} porte une date")
def is_dated(context, name):
    mime.is_dated(context.world.person(name).mail)


@then("le mail de {name:Personne} est daté de l'instant de l'envoi")
def is_dated_when_sent(context, name):
    mime.is_dated_when_sent(context.world.person(name).mail)


@then("chaque mail a un identifiant à lui")
def has_own_name(context):
    mime.has_a_name_of_its_own(context.world.mailbox)


@then("les mails de réinitialisation chargent tous la même chose")
def is_fetched_alike(context):
    mime.is_fetched_alike(context.world.mailbox)


@then("aucun mail ne contient l'ancien ni le nouveau mot de passe de {name:Personne}")
def no_password_in_mails(context, name):
    somebody = context.world.person(name)
    mail_secrets.no_mail_holds(
        context.world.mailbox, somebody.person.password, somebody.chosen_password
    )


@then("aucun mail ne montre le numéro de dossier de {name:Personne}")
def no_dossier_in_mails(context, name):
    mail_secrets.no_mail_shows_dossier(
        context.world.mailbox, context.world.person(name).person.dossier
    )


@then("tout mail part à l'adresse de {name:Personne}, à la lettre près")
def all_go_exactly_to(context, name):
    mails.all_go_exactly_to(
        context.world.mailbox, context.world.person(name).person.email
    )


@then("rien n'est injecté dans les mails")
def no_mail_is_injected(context):
    markup.no_mail_is_injected(context.world.mailbox)


@then("rien n'est injecté dans les pages")
def no_page_is_injected(context):
    markup.no_page_holds_markup(context.world.seen_pages)


@then("le nom n'écrit pas « {line} » dans l'adresse du courrier")
def letter_keeps_its_lines(context, line):
    markup.letter_keeps_its_lines(context.world.letters(), line)


@then("le domaine qui envoie le mail de {name:Personne} publie de quoi l'authentifier")
def is_authenticated(context, name):
    sender_dns.is_authenticated(
        context.world.person(name).mail, sender_dns.records_of(context.world.target)
    )
