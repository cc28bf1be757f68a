# language: fr
Fonctionnalité: Deviner quels dossiers existent
  L'adresse masquée de l'étape 5 est celle de la procédure ; rien d'autre ne doit différer
  entre un dossier connu et un dossier inconnu.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, inconnu de la CARPIMKO sous le dossier 7654321

  @exigence:B01
  Règle: La demande ne dit pas si le numéro de dossier existe

    Scénario: La demande d'un inconnu reçoit la réponse d'un affilié
      Étant donné que Camille a rempli la demande
      Quand Dominique remplit la demande
      Alors Dominique reçoit la même réponse que Camille

    Scénario: Le choix du mail, par un inconnu, reçoit la réponse d'un affilié
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique a rempli la demande
      Quand Dominique valide son choix par mail si on le lui propose
      Alors Dominique reçoit la même réponse que Camille
      Et aucun mail n'est envoyé à Dominique

    Scénario: Le choix du courrier, par un inconnu, reçoit la réponse d'un affilié
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Et que Dominique a rempli la demande
      Quand Dominique valide son choix par courrier si on le lui propose
      Alors Dominique reçoit la même réponse que Camille
      Et aucun mail n'est envoyé

    Plan du Scénario: La connexion d'un inconnu, essayée <fois> fois, est refusée comme celle d'un affilié
      Étant donné que Camille a échoué <fois> fois à se connecter
      Quand Dominique échoue <fois> fois à se connecter
      Alors Dominique reçoit la même réponse que Camille

      Exemples:
        | fois |
        | 1    |
        | 4    |
        | 12   |

    Scénario: Un numéro connu sous l'autre situation reçoit la réponse d'un affilié
      Étant donné Maël, ayant droit inconnu de la CARPIMKO sous le dossier 1234567
      Et que Camille a rempli la demande
      Quand Maël remplit la demande
      Alors Maël reçoit la même réponse que Camille

    Scénario: La connexion sous l'autre situation est refusée comme celle d'un affilié
      Étant donné Maël, ayant droit inconnu de la CARPIMKO sous le dossier 1234567
      Et que Camille a échoué 1 fois à se connecter
      Quand Maël échoue 1 fois à se connecter
      Alors Maël reçoit la même réponse que Camille

    Scénario: Recommencer sa demande ne trahit pas un inconnu
      Quand Dominique remplit la demande dans deux navigateurs
      Alors l'adresse montrée ne change pas d'une fois à l'autre

    Scénario: Les inconnus ne montrent pas tous la même adresse
      Étant donné Maël, inconnu de la CARPIMKO sous le dossier 2345678
      Et Noé, inconnu de la CARPIMKO sous le dossier 3456789
      Et Élise, inconnue de la CARPIMKO sous le dossier 0456789
      Et Yaël, inconnu de la CARPIMKO sous le dossier 9876543
      Quand chacun remplit la demande
      Alors les inconnus ne se reconnaissent pas à leur adresse
