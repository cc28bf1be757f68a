"""Le courrier postal de l'étape 5, et le mot de passe qu'il porte."""

from behave import given, then, when

from harness.checks import letters
from harness.journeys import post


@given("{name:Personne} a déménagé dans le département {department:Departement}")
def move_house(context, name, department):
    post.move_house(context.world.person(name), department)


@given("{name:Personne} n'a plus d'adresse postale")
def remove_address(context, name):
    post.remove_address(context.world.person(name))


@given("{name:Personne} a reçu le courrier")
@given("{name:Personne} a refait la demande et reçu un second courrier")
@when("{name:Personne} refait la demande et reçoit un second courrier")
def ask_and_receive(context, name):
    post.ask_and_receive(context.world.person(name))


@when("{name:Personne} reçoit le courrier attendu")
def receive_expected(context, name):
    post.receive_letter(context.world.person(name))


@given("{name:Personne} a reçu le courrier attendu, et un mail demandé le jour venu")
def receive_both(context, name):
    post.receive_letter_then_mail(context.world.person(name))


@given("{name:Personne} connaît son espace personnel")
def know_space(context, name):
    post.get_to_know_space(context.world.person(name))


@given("{name:Personne} s'est connectée avec le mot de passe du courrier")
@when("{name:Personne} se connecte avec le mot de passe du courrier")
def log_in_with_letter(context, name):
    post.log_in_with_letter(context.world.person(name))


@given("{name:Personne} a choisi « {text:Saisie} » à la place de celui du courrier")
@when("{name:Personne} choisit « {text:Saisie} » à la place de celui du courrier")
def use_letter(context, name, text):
    post.use_letter(context.world.person(name), text)


@given("{name:Personne} a voulu garder le mot de passe du courrier")
def keep_letter_password(context, name):
    post.keep_letter_password(context.world.person(name))


@when("{name:Personne} tente d'entrer avec le mot de passe du courrier")
def try_letter(context, name):
    post.try_letter(context.world.person(name))


@when("{name:Personne} tente d'entrer avec le mot de passe du premier courrier")
def try_first_letter(context, name):
    post.try_first_letter(context.world.person(name))


@when("{name:Personne} revient à son espace personnel sans rien choisir")
def return_to_space(context, name):
    post.return_to_usual_space(context.world.person(name))


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
    letters.goes_to(context.world.letters(), context.world.person(name).person)


@then("un nouveau mot de passe est exigé de {name:Personne}")
def demands_new_password(context, name):
    somebody = context.world.person(name)
    letters.demands_new_password(somebody.page, somebody.usual_space)


@then("l'espace personnel de {name:Personne} reste fermé")
def stays_shut(context, name):
    somebody = context.world.person(name)
    letters.stays_shut(somebody.page, somebody.usual_space)


@then("le mot de passe du courrier de {name:Personne} ne se devine pas")
def is_hard_to_guess(context, name):
    somebody = context.world.person(name)
    letters.is_hard_to_guess(
        context.world.letters(), somebody.letter_secrets[-1], somebody.person
    )


@then("les deux courriers de {name:Personne} portent des mots de passe sans rapport")
def are_drawn(context, name):
    letters.are_drawn(context.world.person(name).letter_secrets)


@then("les courriers de {name:Personne} et de {other:Personne} sont sans rapport")
def are_drawn_apart(context, name, other):
    mine, theirs = context.world.person(name), context.world.person(other)
    letters.are_drawn([mine.letter_secrets[-1], theirs.letter_secrets[-1]])


@then("le mot de passe du courrier de {name:Personne} ne se lit que sur le papier")
def is_on_paper_only(context, name):
    letters.is_on_paper_only(
        context.world.person(name).letter_secrets[-1],
        context.world.seen_pages,
        context.world.mailbox,
    )


@then("le mot de passe du courrier de {name:Personne} n'est pas dans le journal")
def is_not_logged(context, name):
    letters.is_not_logged(
        context.world.person(name).letter_secrets[-1], context.world.target.bench.log()
    )
