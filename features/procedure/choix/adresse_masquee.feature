# language: fr
Fonctionnalité: L'adresse mail est montrée masquée
  Étapes 5 et 6 : « mon**adresse@email*****.com ».
  La manière de masquer n'est pas dite : ce sont ses propriétés qui sont vérifiées.

  @exigence:P5.2
  Règle: Par mail à l'adresse mon**adresse@email*****.com

    Plan du Scénario: L'adresse <adresse> est masquée
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille a pour adresse mail « <adresse> »
      Quand Camille remplit la demande
      Alors l'adresse de Camille est masquée
      Et l'adresse de Camille ne se trouve en clair dans aucune page

      Exemples:
        | pourquoi                   | adresse                                  |
        | ordinaire                  | camille.moreau@example.org               |
        | un nom d'une lettre        | c@example.org                            |
        | un nom de deux lettres     | cm@example.org                           |
        | un nom de trois lettres    | cam@example.org                          |
        | une étiquette              | camille+carpimko@example.org             |
        | plusieurs points           | c.a.m.moreau@mail.cabinet.example.org    |
        | un domaine accentué        | camille@cabinet-santé.example            |
        | un domaine très court      | a@b.fr                                   |
        | des chiffres               | 1234567@example.org                      |
        | très longue                | camille.jeanne.antoinette.moreau.de.la.tour.infirmiere.liberale@example.org |

    Scénario: L'adresse ne se trouve en clair dans aucune page de la procédure
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors l'adresse de Camille ne se trouve en clair dans aucune page

    Scénario: Un choix refusé ne montre pas l'adresse
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille a rempli la demande
      Quand Camille valide sans rien cocher
      Alors l'adresse de Camille ne se trouve en clair dans aucune page

    @capacite:routes
    Plan du Scénario: Quand le serveur de mail <panne>, l'adresse reste masquée
      Étant donné Camille, affiliée au dossier 1234567
      Et que le serveur de mail <panne>
      Quand Camille demande un nouveau mot de passe par mail
      Alors l'adresse de Camille ne se trouve en clair dans aucune page

      Exemples:
        | panne              |
        | refuse l'adresse   |
        | refuse le message  |

  @exigence:P6.1
  Règle: Un e-mail vous a été envoyé à l'adresse mon**adresse@email*****.com

    Plan du Scénario: L'adresse <adresse> est masquée de la même façon à l'étape 6
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille a pour adresse mail « <adresse> »
      Quand Camille demande un nouveau mot de passe par mail
      Alors l'adresse de Camille est masquée
      Et l'adresse est masquée de la même façon sur chaque page
      Et Camille reçoit un seul mail de réinitialisation

      Exemples:
        | adresse                    |
        | camille.moreau@example.org |
        | c@example.org              |
