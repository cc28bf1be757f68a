# language: fr
Fonctionnalité: Le message envoyé par la CARPIMKO
  Étape 7 : expéditeur, destinataire, sujet, texte et lien.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P7.1
  Règle: Expéditeur : CARPIMKO

    Scénario: Le message vient de la CARPIMKO, et d'elle seule
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors l'expéditeur du mail de Camille est « CARPIMKO »

    Scénario: Le nom de l'expéditeur est encodé pour le transport
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors l'expéditeur du mail de Camille est « CARPIMKO »
      Et les en-têtes du mail de Camille sont bien encodés

    Plan du Scénario: Un en-tête étranger ne change pas l'expéditeur
      Étant donné que Camille a rempli la demande
      Et que Camille a validé par mail avec l'en-tête « <en-tête> : pirate@ailleurs.example »
      Quand Camille ouvre le mail de réinitialisation
      Alors l'expéditeur du mail de Camille est « CARPIMKO »
      Et le mail n'a pas d'autre destinataire que Camille

      Exemples:
        | en-tête  |
        | From     |
        | Reply-To |

  @exigence:P7.3
  Règle: Sujet : Demande de réinitialisation du mot de passe

    Scénario: Le sujet est celui de la procédure, à la lettre
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le sujet du mail de Camille est « Demande de réinitialisation du mot de passe »

    @exigence:B37
    Scénario: Les en-têtes sont encodés pour le transport
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors les en-têtes du mail de Camille sont bien encodés

  @exigence:P7.4
  Règle: Vous avez demandé à réinitialiser votre mot de passe

    Plan du Scénario: Le message dit « <phrase> »
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille dit « <phrase> »

      Exemples:
        | phrase                                                               |
        | Bonjour,                                                             |
        | Vous avez demandé à réinitialiser votre mot de passe. Pour ce faire, |
        | vous pouvez cliquer ici                                              |
        | ou copier-coller le lien suivant dans votre navigateur :             |

    @exigence:B37
    Scénario: Le lien et l'adresse à copier mènent au même endroit
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors « vous pouvez cliquer ici » et l'adresse à copier de Camille mènent au même endroit

    @exigence:B37
    Scénario: Le lien et l'adresse s'accordent pour une adresse mail longue
      Étant donné que Camille a pour adresse mail « camille.jeanne.antoinette.moreau.de.la.tour@cabinet-infirmier.example.org »
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors « vous pouvez cliquer ici » et l'adresse à copier de Camille mènent au même endroit
      Et les en-têtes du mail de Camille sont bien encodés

  @exigence:P7.6
  Règle: Ce lien n'est actif que pour 24 heures

    Scénario: Le message annonce la durée du lien
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille dit « Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une nouvelle demande. »
