"""Des pages pour tous : le RGAA, et la saisie des mots de passe."""

from behave import then

from harness.checks import password_fields, rgaa, rgaa_errors


@then("toutes les pages disent qu'elles sont en français")
def are_in_french(context):
    rgaa.are_in_french(context.world.seen_pages)


@then("toutes les pages ont un titre qui les distingue")
def are_titled(context):
    rgaa.are_titled(context.world.seen_pages)


@then("toutes les pages étiquettent ce qui se remplit")
def are_labelled(context):
    rgaa.are_labelled(context.world.seen_pages)


@then("toutes les pages regroupent les choix sous une légende")
def are_grouped(context):
    rgaa.are_grouped(context.world.seen_pages)


@then("toutes les pages nomment ce qui s'active")
def have_named_buttons(context):
    rgaa.have_named_buttons(context.world.seen_pages)


@then("toutes les pages obéissent au clavier")
def are_reachable(context):
    rgaa.are_reachable(context.world.seen_pages)


@then("{name:Personne} sait que « {label} » est obligatoire")
def tells_what_is_required(context, name, label):
    rgaa_errors.tell_what_is_required(context.world.person(name).page, label)


@then("l'erreur de {name:Personne} se dit en mots pour « {label} »")
def tells_the_error(context, name, label):
    shown = context.world.seen_in(context.world.person(name).browser)
    rgaa_errors.tells_the_error(shown[-2], shown[-1], label)


@then("{name:Personne} apprend la forme d'un numéro de dossier")
def suggests_dossier(context, name):
    rgaa_errors.suggests_dossier(context.world.person(name).page)


@then("{name:Personne} apprend la forme d'un mot de passe")
def suggests_password(context, name):
    rgaa_errors.suggests_password(context.world.person(name).page)


@then("{name:Personne} choisit un mot de passe sans qu'il se lise")
def new_password_is_hidden(context, name):
    password_fields.are_hidden(context.world.person(name).page, 2)


@then("aucune page ni aucune adresse ne redit un mot de passe de {name:Personne}")
def passwords_are_nowhere_read(context, name):
    her = context.world.person(name)
    password_fields.are_nowhere_read(
        context.world.seen_pages, her.person.password, her.chosen_password
    )


@then("{name:Personne} se connecte sans que son mot de passe se lise")
def password_is_hidden(context, name):
    password_fields.are_hidden(context.world.person(name).page, 1)


@then("un gestionnaire de mots de passe en propose un nouveau à {name:Personne}")
def new_password_is_announced(context, name):
    password_fields.help_managers(context.world.person(name).page, 2, "new-password")


@then("un gestionnaire de mots de passe retrouve celui de {name:Personne}")
def password_is_announced(context, name):
    page = context.world.person(name).page
    password_fields.help_managers(page, 1, "current-password")


@then("{name:Personne} peut coller un mot de passe")
def passwords_can_be_pasted(context, name):
    password_fields.take_pasted_text(context.world.person(name).page)
