# language: fr
Fonctionnalité: Les en-têtes des demandes et des réponses

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B14
  Règle: L'adresse du lien ne dépend d'aucun en-tête de la requête

    Plan du Scénario: L'en-tête <en-tête>, d'un bout à l'autre de la demande, ne détourne pas le lien
      Quand Camille fait toute sa demande avec l'en-tête « <en-tête> : <valeur> »
      Alors le portail répond à Camille
      Et aucun mail ne mène ailleurs que « https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token= »

      Exemples:
        | pourquoi               | en-tête            | valeur                                |
        | un autre hôte          | Host               | ailleurs.example                      |
        | un hôte presque juste  | Host               | www2.carpimko.com.ailleurs.example    |
        | un autre port          | Host               | www2.carpimko.com:8443                |
        | une ruse sur le port   | Host               | www2.carpimko.com:x@ailleurs.example  |
        | deux hôtes             | Host               | www2.carpimko.com, ailleurs.example   |
        | une balise ouverte     | Host               | www2.carpimko.com:'<a href="//ailleurs.example/? |
        | derrière un relais     | X-Forwarded-Host   | ailleurs.example                      |
        | deux relais            | X-Forwarded-Host   | www2.carpimko.com, ailleurs.example   |
        | un vieux relais        | X-Host             | ailleurs.example                      |
        | un relais d'Azure      | X-Original-Host    | ailleurs.example                      |
        | un serveur             | X-Forwarded-Server | ailleurs.example                      |
        | un protocole           | X-Forwarded-Proto  | http                                  |
        | un port relayé         | X-Forwarded-Port   | 8080                                  |
        | un préfixe             | X-Forwarded-Prefix | /ailleurs                             |
        | une adresse récrite    | X-Rewrite-URL      | https://ailleurs.example/             |
        | une adresse d'origine  | X-Original-URL     | https://ailleurs.example/             |
        | l'en-tête normalisé    | Forwarded          | for=1.1.1.1;host=ailleurs.example;proto=http |
        | une origine            | Origin             | https://ailleurs.example              |
        | une page d'avant       | Referer            | https://ailleurs.example/             |

  @exigence:B15
  Règle: Le lien ne fuit pas par l'en-tête Referer

    Scénario: La page du lien ne dit pas son adresse aux autres sites
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit le lien du mail
      Alors la page de Camille ne donne pas son adresse aux autres sites
      Et Camille peut choisir un mot de passe

    Scénario: La page qui refuse un mot de passe ne dit pas son adresse aux autres sites
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « trop court »
      Alors la page de Camille ne donne pas son adresse aux autres sites

  @exigence:B16
  Règle: Les pages de la procédure ne se gardent pas en cache

    Scénario: Aucune page des étapes 5 à 9 ne se garde
      Quand Camille parcourt toute la procédure, erreurs comprises
      Alors aucune page des étapes 5 à 9 ne peut être gardée

    Scénario: La page qui confirme l'envoi d'un courrier ne se garde pas
      Quand Camille demande un nouveau mot de passe par courrier
      Alors la page de Camille ne peut pas être gardée

    Scénario: L'espace personnel ne se garde pas
      Quand Camille se connecte avec son ancien mot de passe
      Alors la page de Camille ne peut pas être gardée

  @exigence:B17
  Règle: Les réponses portent les en-têtes de sécurité, et les cookies leurs attributs

    Plan du Scénario: <protection>, sur toutes les pages
      Quand Camille parcourt toute la procédure, erreurs comprises
      Alors toutes les pages <effet>

      Exemples:
        | protection                | effet                                    |
        | HSTS                      | imposent une connexion chiffrée          |
        | Content-Security-Policy   | limitent ce qu'elles chargent            |
        | frame-ancestors           | refusent d'être encadrées                |
        | nosniff                   | interdisent de deviner leur type         |

    Scénario: Chaque « cookie » est gardé des scripts, des écoutes et des autres sites
      Quand Camille parcourt toute la procédure, erreurs comprises
      Alors chaque « cookie » porte ses protections

    Scénario: Une page qui n'existe pas porte les mêmes protections
      Quand Camille ouvre une adresse qui n'existe pas
      Alors toutes les pages imposent une connexion chiffrée
      Et toutes les pages limitent ce qu'elles chargent
      Et toutes les pages refusent d'être encadrées
      Et toutes les pages interdisent de deviner leur type
