"""Le mail qui annonce un changement de mot de passe."""

from behave import then

from harness.checks import notices


@then("un seul mail annonce le changement à {name:Personne}")
def one_notice(context, name):
    somebody = context.world.person(name)
    notices.notice_of_change(
        context.world.mailbox, somebody.person.email, somebody.mail_mark
    )


@then("le mail qui annonce le changement à {name:Personne} ne contient aucun secret")
def notice_without_secret(context, name):
    her = context.world.person(name)
    notice = notices.notice_of_change(
        context.world.mailbox, her.person.email, her.mail_mark
    )
    notices.holds_no_secret(notice, her.person.password, her.chosen_password)


@then("le mail qui annonce le changement à {name:Personne} se lit bien, et en secret")
def notice_reads_well(context, name):
    her = context.world.person(name)
    notice = notices.notice_of_change(
        context.world.mailbox, her.person.email, her.mail_mark
    )
    notices.reads_well(notice, context.world.labels.link_prefix)


@then("aucun mail n'annonce de changement à {name:Personne}")
def no_notice_yet(context, name):
    somebody = context.world.person(name)
    notices.no_notice_yet(
        context.world.mailbox, somebody.person.email, somebody.mail_mark
    )
