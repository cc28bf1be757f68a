# language: fr
@exigence:B22
Fonctionnalité: Les demandes et les essais sont limités en nombre
  Ni cent mails dans une boîte, ni cent essais sur un numéro ou un mot de passe.
  Comment le portail freine est son affaire ; qu'il freine se voit.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affilié au dossier 7654321

  Règle: Demander sans cesse n'emplit pas une boîte mail

    Scénario: Vingt-cinq demandes d'affilée n'envoient pas vingt-cinq mails
      Quand Camille envoie 25 demandes complètes
      Alors le portail répond à Camille
      Et Camille reçoit de 1 à 20 mails de réinitialisation

    Plan du Scénario: Impossible d'obtenir un mail de plus <détour>
      Étant donné que Camille a envoyé 25 demandes complètes
      Quand Camille demande encore <détour>
      Alors Camille ne reçoit pas de mail de plus

      Exemples:
        | détour                                 |
        | depuis un autre navigateur             |
        | avec une espace devant le numéro       |
        | avec une espace derrière le numéro     |
        | avec des chiffres pleine chasse        |
        | avec la situation dans une autre casse |
        | en se disant venue d'ailleurs          |

    @horloge
    Scénario: Un dossier inconnu est freiné comme un dossier connu
      Étant donné que Dominique a envoyé 25 demandes complètes pour le dossier « 1111111 »
      Et que 24 h se sont écoulées
      Quand Camille envoie 25 demandes complètes
      Alors Camille et Dominique ont été freinés de la même façon
      Et Camille reçoit de 1 à 20 mails de réinitialisation

    @horloge
    Scénario: Les demandes d'un dossier ne freinent pas celles d'un autre
      Étant donné que Dominique a envoyé 10 demandes complètes pour le dossier « 1111111 »
      Et que 1 min 1 s se sont écoulées
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille reçoit un seul mail de réinitialisation

    @horloge
    Scénario: Une heure plus tard, la personne dont le dossier était freiné réussit
      Étant donné que Camille a envoyé 25 demandes complètes
      Et que 60 min se sont écoulées
      Et que Camille a refait toute la procédure et choisi « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel
      Et Camille reçoit de 1 à 21 mails de réinitialisation

  Règle: Essayer sans cesse ne fait pas trouver

    Contexte:
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique a suivi le lien de Camille

    Scénario: Impossible de trouver à la longue le numéro qui va avec un lien
      Étant donné que Dominique a essayé 100 numéros de dossier avec ce lien
      Quand Dominique essaie enfin le dossier « 1234567 »
      Alors le lien ne change plus rien pour Dominique

    Scénario: Impossible de trouver le numéro en changeant de navigateur
      Étant donné que Dominique a essayé 100 numéros de dossier avec ce lien
      Et que Camille a suivi le lien du mail
      Quand Camille essaie enfin le dossier « 1234567 »
      Alors le lien ne change plus rien pour Camille

    @horloge
    Scénario: Une heure plus tard, la personne dont le lien a été essayé réussit
      Étant donné que Dominique a essayé 100 numéros de dossier avec ce lien
      Et que 60 min se sont écoulées
      Et que Camille a refait toute la procédure et choisi « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel

    @exigence:B23
    Scénario: Cent essais à l'étape 8 ne privent personne de son mot de passe
      Étant donné que Dominique a essayé 100 numéros de dossier avec ce lien
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Impossible de se connecter aussitôt après cent mauvais mots de passe
      Étant donné que Camille s'est trompée 100 fois de mot de passe
      Quand Camille essaie de se connecter avec son ancien mot de passe
      Alors Camille est freinée
