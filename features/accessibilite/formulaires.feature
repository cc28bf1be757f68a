# language: fr
Fonctionnalité: Des formulaires pour tous
  Le RGAA 4.1, autant que la source des pages le montre ; ce qui ne se voit que dessiné est dans
  « dessin ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B56
  Règle: Les formulaires respectent le RGAA

    Plan du Scénario: RGAA <critères> : toutes les pages <effet>
      Quand Camille parcourt toute la procédure, erreurs comprises
      Alors toutes les pages <effet>

      Exemples:
        | critères        | effet                                        |
        | 8.3             | disent qu'elles sont en français             |
        | 8.5 et 8.6      | ont un titre qui les distingue               |
        | 11.1 et 11.2    | étiquettent ce qui se remplit                |
        | 11.5 à 11.7     | regroupent les choix sous une légende        |
        | 11.9            | nomment ce qui s'active                      |
        | 7.3 et 12.8     | obéissent au clavier                         |

    Scénario: RGAA 11.10 : la demande dit ce qui est obligatoire
      Quand Camille va à la page du mot de passe oublié
      Alors Camille sait que « Numéro de dossier » est obligatoire

    Scénario: RGAA 11.10 : le nouveau mot de passe est dit obligatoire
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit le lien du mail
      Alors Camille sait que « Mot de passe » est obligatoire
      Et Camille sait que « Confirmer mot de passe » est obligatoire

    Scénario: RGAA 11.10 et 11.11 : la demande dit en mots ce qui est mal rempli
      Quand Camille remplit la demande avec le dossier « 12A4567 »
      Alors l'erreur de Camille se dit en mots pour « Numéro de dossier »
      Et Camille apprend la forme d'un numéro de dossier

    Scénario: RGAA 11.10 et 11.11 : le mot de passe refusé dit en mots ce qui lui manque
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « soleil »
      Alors l'erreur de Camille se dit en mots pour « Mot de passe »
      Et Camille apprend la forme d'un mot de passe

    Scénario: RGAA 11.10 : le dossier refusé avec le mot de passe se dit en mots
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit « Soleil2026 » pour le dossier « 7654321 »
      Alors l'erreur de Camille se dit en mots pour « Numéro de dossier »

    Scénario: RGAA 11.10 : deux mots de passe différents se disent en mots
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit « Soleil2026 » et confirme « Soleil2027 »
      Alors l'erreur de Camille se dit en mots pour « Confirmer mot de passe »
