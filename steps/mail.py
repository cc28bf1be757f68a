"""Étape 7 : le mail et son lien."""

from behave import given, then, when

from harness.checks import mail_links, mails, tokens
from harness.journeys import demand, parallel
from harness.journeys import mails as mail_tasks
from harness.journeys.demand import Channel


@given("{name:Personne} a refait la demande et reçu un nouveau mail")
@given("{name:Personne} a reçu le mail de réinitialisation")
def received(context, name):
    demand.request_reset(context.world.person(name), Channel.MAIL)
    mail_tasks.open_reset_mail(context.world.person(name))


@given("{name:Personne} a reçu le mail de réinitialisation le {instant:Instant}")
def received_at(context, name, instant):
    context.world.set_time(instant)
    demand.request_reset(context.world.person(name), Channel.MAIL)
    mail_tasks.open_reset_mail(context.world.person(name))


@given(
    "{name:Personne} et {other:Personne} ont reçu leurs mails, demandés au même instant"
)
def received_together(context, name, other):
    parallel.receive_mails_together(
        context.world.person(name), context.world.person(other)
    )


@when("{name:Personne} ouvre le mail de réinitialisation")
def open_mail(context, name):
    mail_tasks.open_reset_mail(context.world.person(name))


@given("{name:Personne} a suivi le lien du mail")
@when("{name:Personne} suit le lien du mail")
def follow_reset_link(context, name):
    mail_tasks.follow_reset_link(context.world.person(name))


@when("{name:Personne} demande puis ouvre le mail de réinitialisation")
def request_and_open(context, name):
    demand.request_reset(context.world.person(name), Channel.MAIL)
    mail_tasks.open_reset_mail(context.world.person(name))


@given("{name:Personne} a copié le lien dans un autre navigateur")
@when("{name:Personne} copie le lien dans un autre navigateur")
def paste_link(context, name):
    mail_tasks.paste_reset_link(context.world.person(name))


@given("l'antivirus de {name:Personne} a visité {times:d} fois le lien")
def prefetch(context, name, times):
    mail_tasks.prefetch_reset_link(context.world.person(name), times)


@when("{name:Personne} suit le lien {damage:Degat}")
def follow_damaged_link(context, name, damage):
    mail_tasks.open_changed_link(context.world.person(name), damage)


@when("{name:Personne} suit le lien de sa première demande")
def follow_first_link(context, name):
    mail_tasks.follow_first_link(context.world.person(name))


@then("{name:Personne} reçoit un seul mail de réinitialisation")
def receives_one(context, name):
    mails.one_reset_mail(context.world.mailbox, context.world.person(name).person.email)


@then("aucun mail n'est envoyé")
def none_sent(context):
    mails.none_sent(context.world.mailbox)


@then("aucun mail n'est envoyé à {name:Personne}")
def none_sent_to(context, name):
    mails.none_sent(context.world.mailbox, context.world.person(name).person.email)


@then("aucun mail n'est envoyé à « {address:Saisie} »")
def none_sent_to_address(context, address):
    mails.none_sent(context.world.mailbox, address)


@then("l'expéditeur du mail de {name:Personne} est « {sender} »")
def sender_is(context, name, sender):
    mails.sender_is(context.world.person(name).mail, sender)


@then("le mail n'a pas d'autre destinataire que {name:Personne}")
def only_recipient(context, name):
    somebody = context.world.person(name)
    mails.only_recipient_is(somebody.mail, somebody.person.email)


@then("le sujet du mail de {name:Personne} est « {subject} »")
def subject_is(context, name, subject):
    mails.subject_is(context.world.person(name).mail, subject)


@then("les en-têtes du mail de {name:Personne} sont bien encodés")
def is_well_formed(context, name):
    mails.is_well_formed(context.world.person(name).mail)


@then("le mail de {name:Personne} dit « {sentence} »")
def mail_reads(context, name, sentence):
    mails.reads(context.world.person(name).mail, sentence)


@then("« {text} » et l'adresse à copier de {name:Personne} mènent au même endroit")
def links_agree(context, text, name):
    mail_links.links_agree(context.world.person(name).mail, text)


@then("chaque lien du mail de {name:Personne} commence par « {prefix} »")
def every_link_is(context, name, prefix):
    mail_links.every_link_is(context.world.person(name).mail, prefix)


@then("lire le mail de {name:Personne} ne charge rien d'un autre domaine")
def loads_nothing_foreign(context, name):
    mail_links.loads_nothing_foreign(
        context.world.person(name).mail, context.world.labels.link_prefix
    )


@then("aucun mail ne mène ailleurs que « {prefix} »")
def no_link_elsewhere(context, prefix):
    mail_links.no_link_elsewhere(context.world.mailbox, prefix)


@then("le jeton du lien de {name:Personne} est consigné")
def note_token(context, name):
    context.world.note(tokens.describe(context.world.person(name).mail))


@then("le jeton de {name:Personne} ne se trouve dans aucune page du portail")
def token_is_nowhere(context, name):
    tokens.is_nowhere_in(
        context.world.seen_pages, tokens.first_token(context.world.person(name).mail)
    )
