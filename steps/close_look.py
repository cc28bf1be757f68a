"""Des pages pour tous : ce qui ne se voit que dessiné, par un vrai navigateur."""

from behave import then, when

from harness.checks import drawing, focus
from harness.journeys import close_look, keyboard


@when("{name:Personne} soumet à axe-core {pages:Parcours}")
def run_axe(context, name, pages):
    close_look.run_axe(context.world.person(name), pages)


@when("{name:Personne} parcourt au clavier {pages:Parcours}")
def walk_pages_by_keyboard(context, name, pages):
    close_look.walk_by_keyboard(context.world.person(name), pages)


@when("{name:Personne} agrandit et resserre {pages:Parcours}")
def strain_pages(context, name, pages):
    close_look.strain(context.world.person(name), pages)


@when("{name:Personne} parcourt la page au clavier")
def walk_by_keyboard(context, name):
    keyboard.walk_page(context.world.person(name))


@when("{name:Personne} écoute la page")
def listen_to_page(context, name):
    keyboard.listen_to_page(context.world.person(name))


@when("{name:Personne} atteint le CAPTCHA au clavier")
def reach_captcha(context, name):
    keyboard.reach_captcha(context.world.person(name))


@when("{name:Personne} envoie la demande au clavier, CAPTCHA compris")
def solve_captcha_by_keyboard(context, name):
    keyboard.solve_captcha(context.world.person(name))


@then("axe-core ne trouve rien à redire pour {name:Personne}")
def axe_finds_nothing(context, name):
    drawing.axe_finds_nothing(context.world.person(name).inspections)


@then("le contraste des textes de {name:Personne} suffit, au repos comme au survol")
def contrast_suffices(context, name):
    drawing.contrast_suffices(context.world.person(name).inspections)


@then("{name:Personne} lit tout dans une page {strain:Epreuve}")
def reads_under_strain(context, name, strain):
    drawing.reads_under(context.world.person(name).inspections, strain)


@then("{name:Personne} atteint tout ce qui s'active, dans l'ordre de lecture")
def every_control_is_reached(context, name):
    focus.every_control_is_reached(context.world.person(name).inspections)


@then("le clavier de {name:Personne} ressort de la page, et revient sur ses pas")
def focus_gets_out(context, name):
    focus.focus_gets_out(context.world.person(name).inspections)


@then("{name:Personne} voit où en est le clavier")
def focus_is_visible(context, name):
    focus.focus_is_visible(context.world.person(name).inspections)


@then("le navigateur relie l'erreur de {name:Personne} à « {label} »")
def error_is_tied(context, name, label):
    focus.error_is_tied(context.world.person(name).inspections, label)


@then("le CAPTCHA dit à {name:Personne} ce qu'il est")
def captcha_is_named(context, name):
    focus.captcha_is_named(context.world.person(name).inspections)


@then("le CAPTCHA offre à {name:Personne} une autre forme que l'image")
def captcha_has_alternative(context, name):
    focus.captcha_has_alternative(context.world.person(name).inspections)
