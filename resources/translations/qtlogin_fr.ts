<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>QtLogin::AccountButton</name>
    <message>
        <source>Log &amp;in…</source>
        <translation>Se &amp;connecter…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>Déve&amp;rrouiller…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Verrouiller</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>Changer de &amp;mot de passe…</translation>
    </message>
    <message>
        <source>&amp;Forget me on this computer</source>
        <translation>M’&amp;oublier sur cet ordinateur</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>Se &amp;déconnecter</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>Account: %1, locked</source>
        <translation>Compte&#xa0;: %1, verrouillé</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>Compte&#xa0;: %1</translation>
    </message>
    <message>
        <source>Account: not logged in</source>
        <translation>Compte&#xa0;: non connecté</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1 (verrouillé)</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>Connecté en tant que %1</translation>
    </message>
    <message>
        <source>&amp;Where I stay signed in…</source>
        <translation>Où je &amp;reste connecté…</translation>
    </message>
</context>
<context>
    <name>QtLogin::AnonymousUser</name>
    <message>
        <source>Guest</source>
        <translation>Invité</translation>
    </message>
</context>
<context>
    <name>QtLogin::AuthorizedReply</name>
    <message>
        <source>Please log in first.</source>
        <translation>Veuillez d’abord vous connecter.</translation>
    </message>
    <message>
        <source>The login has ended.</source>
        <translation>La connexion a pris fin.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>La requête a été annulée.</translation>
    </message>
    <message>
        <source>What was to be sent is no longer there.</source>
        <translation>Ce qui devait être envoyé n’existe plus.</translation>
    </message>
    <message>
        <source>The login had expired, and what was sent cannot be sent a second time. Please try again.</source>
        <translation>La connexion avait expiré, et ce qui a été envoyé ne peut pas l’être une seconde fois. Veuillez réessayer.</translation>
    </message>
    <message>
        <source>The server points to an address that is not allowed.</source>
        <translation>Le serveur renvoie vers une adresse qui n’est pas autorisée.</translation>
    </message>
    <message>
        <source>The server points to too many other addresses.</source>
        <translation>Le serveur renvoie vers trop d’autres adresses.</translation>
    </message>
    <message>
        <source>The server points to another address, and what was sent cannot be sent a second time.</source>
        <translation>Le serveur renvoie vers une autre adresse, et ce qui a été envoyé ne peut pas l’être une seconde fois.</translation>
    </message>
</context>
<context>
    <name>QtLogin::BrowserPage</name>
    <message>
        <source>You are logged in</source>
        <translation>Vous êtes connecté</translation>
    </message>
    <message>
        <source>The login did not work</source>
        <translation>La connexion n’a pas fonctionné</translation>
    </message>
    <message>
        <source>The login was cancelled</source>
        <translation>La connexion a été annulée</translation>
    </message>
    <message>
        <source>You can close this page and try again in %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>Vous pouvez fermer cette page et réessayer dans %1.</translation>
    </message>
    <message>
        <source>You can close this page and go back to %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>Vous pouvez fermer cette page et revenir à %1.</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The language of this translation as a tag of BCP 47, such as pt-BR</comment>
        <translation>fr</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordDialog</name>
    <message>
        <source>This is not your current password.</source>
        <translation>Ce n’est pas votre mot de passe actuel.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Changer de mot de passe</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Changer votre mot de passe</translation>
    </message>
    <message>
        <source>You will be logged out everywhere else.</source>
        <translation>Vous serez déconnecté partout ailleurs.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordForm</name>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>Mot de passe &amp;actuel&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>&amp;Nouveau mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>Repeat n&amp;ew password:</source>
        <translation>&amp;Confirmer le nouveau mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>Enter your current password.</source>
        <translation>Saisissez votre mot de passe actuel.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ClosedSign</name>
    <message>
        <source>Log in to use this.</source>
        <translation>Connectez-vous pour utiliser cette fonction.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you to use this.</source>
        <translation>Confirmez votre identité pour utiliser cette fonction.</translation>
    </message>
    <message>
        <source>Unlock to use this.</source>
        <translation>Déverrouillez pour utiliser cette fonction.</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Ceci s’adresse aux personnes qui ne sont pas connectées.</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>Vous n’avez pas accès à cette fonction.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceList</name>
    <message>
        <source>Forget all others</source>
        <translation>Oublier tous les autres</translation>
    </message>
    <message>
        <source>You do not stay signed in on any computer.</source>
        <translation>Vous ne restez connecté sur aucun ordinateur.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>Oublier %1</translation>
    </message>
    <message>
        <source>Unnamed computer</source>
        <translation>Ordinateur sans nom</translation>
    </message>
    <message>
        <source>Last used: %1. Signed in until: %2.</source>
        <translation>Dernière utilisation&#xa0;: %1. Connecté jusqu’au&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DevicesDialog</name>
    <message>
        <source>You are not logged in.</source>
        <translation>Vous n’êtes pas connecté.</translation>
    </message>
    <message>
        <source>The list cannot be read now. Try again later.</source>
        <translation>La liste ne peut pas être lue pour le moment. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>This cannot be changed now. Try again later.</source>
        <translation>Cela ne peut pas être modifié pour le moment. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>To forget other computers, enter your password.</source>
        <translation>Pour oublier d’autres ordinateurs, saisissez votre mot de passe.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Where you stay signed in</source>
        <translation>Où vous restez connecté</translation>
    </message>
    <message>
        <source>These computers let you in without a password. Where you are forgotten, the next start asks for it.</source>
        <translation>Ces ordinateurs vous laissent entrer sans mot de passe. Là où vous êtes oublié, il sera demandé au prochain démarrage.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Error</name>
    <message>
        <source>There is nothing stored.</source>
        <translation>Rien n’est enregistré.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Le trousseau de clés est verrouillé.</translation>
    </message>
    <message>
        <source>Access was refused.</source>
        <translation>L’accès a été refusé.</translation>
    </message>
    <message>
        <source>This is not available at the moment.</source>
        <translation>Ceci n’est pas disponible pour le moment.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Aucune réponse n’est arrivée à temps.</translation>
    </message>
    <message>
        <source>The stored data is damaged.</source>
        <translation>Les données enregistrées sont endommagées.</translation>
    </message>
    <message>
        <source>This was written by a newer version.</source>
        <translation>Ceci a été écrit par une version plus récente.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Le nom d’utilisateur ou le mot de passe est incorrect.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>Trop de tentatives. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>One more step is needed.</source>
        <translation>Une étape supplémentaire est nécessaire.</translation>
    </message>
    <message>
        <source>These are another person&apos;s credentials.</source>
        <translation>Ces identifiants sont ceux d’une autre personne.</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>Ce compte n’est pas actif.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>Vous n’êtes pas autorisé à faire cela.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>The operation was abandoned.</source>
        <translation>L’opération a été abandonnée.</translation>
    </message>
    <message>
        <source>This input is not valid.</source>
        <translation>Cette saisie n’est pas valide.</translation>
    </message>
    <message>
        <source>The application is not set up for this.</source>
        <translation>L’application n’est pas configurée pour cela.</translation>
    </message>
    <message>
        <source>Something went wrong in the application.</source>
        <translation>Une erreur s’est produite dans l’application.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ErrorWords</name>
    <message>
        <source>one second</source>
        <translation>une seconde</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n seconde</numerusform>
            <numerusform>%n secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>une minute</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>une heure</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n heure</numerusform>
            <numerusform>%n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1.</source>
        <translation>Trop de tentatives. Réessayez dans %1.</translation>
    </message>
    <message>
        <source>There was no answer. Try again.</source>
        <translation>Aucune réponse n’est arrivée. Réessayez.</translation>
    </message>
    <message>
        <source>This cannot be checked now. Try again later.</source>
        <translation>Vérification impossible pour le moment. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The login on the other device was cancelled.</source>
        <translation>La connexion sur l’autre appareil a été annulée.</translation>
    </message>
    <message>
        <source>The login in the browser was cancelled.</source>
        <translation>La connexion dans le navigateur a été annulée.</translation>
    </message>
    <message>
        <source>The code was not used in time. Try again.</source>
        <translation>Le code n’a pas été utilisé à temps. Réessayez.</translation>
    </message>
    <message>
        <source>The login in the browser took too long. Try again.</source>
        <translation>La connexion dans le navigateur a pris trop de temps. Réessayez.</translation>
    </message>
    <message>
        <source>The login on the other device did not succeed.</source>
        <translation>La connexion sur l’autre appareil n’a pas réussi.</translation>
    </message>
    <message>
        <source>The login in the browser did not succeed.</source>
        <translation>La connexion dans le navigateur n’a pas réussi.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FieldNote</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>La touche Verr. Maj est activée.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FirstAccountDialog</name>
    <message>
        <source>Your account has been created, but logging in has failed: %1</source>
        <translation>Votre compte a été créé, mais la connexion a échoué&#xa0;: %1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>Welcome to %1</source>
        <translation>Bienvenue dans %1</translation>
    </message>
    <message>
        <source>Create the first account to begin.</source>
        <translation>Pour commencer, créez le premier compte.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>QtLogin::FormDialog</name>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
</context>
<context>
    <name>QtLogin::HttpClient</name>
    <message>
        <source>%1 cannot be reached at the moment.</source>
        <translation>%1 est inaccessible pour le moment.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>A secure connection to %1 could not be made.</source>
        <translation>Impossible d’établir une connexion sécurisée avec %1.</translation>
    </message>
    <message>
        <source>%1 gave an unexpected answer.</source>
        <translation>%1 a donné une réponse inattendue.</translation>
    </message>
    <message>
        <source>The address of the service is not secure.</source>
        <translation>L’adresse du service n’est pas sécurisée.</translation>
    </message>
</context>
<context>
    <name>QtLogin::IdTokenCheck</name>
    <message>
        <source>The clock of this computer seems to be wrong.</source>
        <translation>L’horloge de cet ordinateur semble ne pas être à l’heure.</translation>
    </message>
    <message>
        <source>The answer of the login server could not be trusted.</source>
        <translation>La réponse du serveur de connexion n’a pas pu être considérée comme fiable.</translation>
    </message>
</context>
<context>
    <name>QtLogin::KeychainStore</name>
    <message>
        <source>No keychain is running on this desktop.</source>
        <translation>Aucun trousseau de clés n’est actif sur ce bureau.</translation>
    </message>
    <message>
        <source>The keychain cannot be used while QT_NO_GLIB is set.</source>
        <translation>Le trousseau de clés ne peut pas être utilisé tant que QT_NO_GLIB est défini.</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>Le trousseau de clés ne répond pas.</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in time.</source>
        <translation>Personne n’a déverrouillé le trousseau de clés à temps.</translation>
    </message>
    <message>
        <source>The keychain is stuck with an earlier request.</source>
        <translation>Le trousseau de clés est bloqué par une demande précédente.</translation>
    </message>
    <message>
        <source>The keychain did not keep what it was given.</source>
        <translation>Le trousseau de clés n’a pas conservé ce qui lui a été confié.</translation>
    </message>
    <message>
        <source>The keychain did not delete what it was told to.</source>
        <translation>Le trousseau de clés n’a pas supprimé ce qu’il devait supprimer.</translation>
    </message>
    <message>
        <source>Default keyring</source>
        <translation>Trousseau de clés par défaut</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>Le trousseau de clés n’a pas été ouvert.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockForm</name>
    <message>
        <source>This is not the right password.</source>
        <translation>Ce n’est pas le bon mot de passe.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Session verrouillée</translation>
    </message>
    <message>
        <source>This session is over. Close the window, and start the application again.</source>
        <translation>Cette session est terminée. Fermez la fenêtre et relancez l’application.</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>Déverrouillez, et vous retrouverez tout tel que vous l’avez laissé.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Déverrouiller</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>&amp;Se déconnecter</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 est verrouillé</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>&amp;Quelqu’un d’autre…</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Session verrouillée</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginDialog</name>
    <message>
        <source>Log in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>Se connecter à %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;Nom d’utilisateur&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>&amp;Code&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>&amp;Rester connecté</translation>
    </message>
    <message>
        <source>C&amp;reate account…</source>
        <translation>Créer &amp;un compte…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>Saisissez votre nom d’utilisateur.</translation>
    </message>
    <message>
        <source>&amp;Forgot your password?</source>
        <translation>Mot de passe &amp;oublié&#xa0;?</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginManager</name>
    <message>
        <source>To lock what is open</source>
        <translation>Pour verrouiller ce qui est ouvert</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>Saisissez votre mot de passe pour continuer.</translation>
    </message>
    <message>
        <source>No user is logged in.</source>
        <translation>Personne n’est connecté.</translation>
    </message>
    <message>
        <source>The session is not locked.</source>
        <translation>La session n’est pas verrouillée.</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Ceci s’adresse aux personnes qui ne sont pas connectées.</translation>
    </message>
    <message>
        <source>The account is not available.</source>
        <translation>Le compte n’est pas disponible.</translation>
    </message>
    <message>
        <source>No device remembers you any more. Where you are logged in right now, you stay logged in until the application there is closed.</source>
        <translation>Plus aucun appareil ne se souvient de vous. Là où vous êtes connecté en ce moment, vous le restez jusqu’à ce que l’application y soit fermée.</translation>
    </message>
    <message>
        <source>This application keeps nobody signed in.</source>
        <translation>Cette application ne permet pas de rester connecté.</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so you will have to log in again the next time you start.</source>
        <translation>Cet ordinateur n’a pas de trousseau de clés&#xa0;; vous devrez vous reconnecter au prochain démarrage.</translation>
    </message>
    <message>
        <source>The keychain was not opened, so you will have to log in again the next time you start.</source>
        <translation>Le trousseau de clés n’a pas été ouvert&#xa0;; vous devrez vous reconnecter au prochain démarrage.</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>Confirmez votre identité pour continuer.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoopbackReceiver</name>
    <message>
        <source>The browser cannot be connected to this application.</source>
        <translation>Le navigateur ne peut pas être relié à cette application.</translation>
    </message>
    <message>
        <source>The browser did not come back in time.</source>
        <translation>Le navigateur n’a pas répondu à temps.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountDialog</name>
    <message>
        <source>Create account</source>
        <translation>Créer un compte</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Créer un compte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;Nom d’utilisateur&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>Repeat p&amp;assword:</source>
        <translation>&amp;Confirmer le mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>&amp;Rester connecté</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Saisissez un nom d’utilisateur.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewPasswordPair</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>Les deux mots de passe sont différents.</translation>
    </message>
    <message>
        <source>Enter the password once more.</source>
        <translation>Saisissez le mot de passe une seconde fois.</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>Saisissez un mot de passe.</translation>
    </message>
    <message>
        <source>This password can be used. Longer is safer.</source>
        <translation>Ce mot de passe convient. Plus long, il est plus sûr.</translation>
    </message>
</context>
<context>
    <name>QtLogin::OidcProvider</name>
    <message>
        <source>Continue in your browser.</source>
        <translation>Continuez dans votre navigateur.</translation>
    </message>
    <message>
        <source>This application is not set up for the login server.</source>
        <translation>Cette application n’est pas configurée pour le serveur de connexion.</translation>
    </message>
    <message>
        <source>The login server has refused the login.</source>
        <translation>Le serveur de connexion a refusé la connexion.</translation>
    </message>
    <message>
        <source>The login server is busy. Please try again later.</source>
        <translation>Le serveur de connexion est occupé. Veuillez réessayer plus tard.</translation>
    </message>
    <message>
        <source>The login has taken too long. Please try again.</source>
        <translation>La connexion a pris trop de temps. Veuillez réessayer.</translation>
    </message>
    <message>
        <source>The login server offers no login on another device.</source>
        <translation>Le serveur de connexion ne propose pas de connexion sur un autre appareil.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code.</source>
        <translation>Ouvrez cette page sur un autre appareil et saisissez le code.</translation>
    </message>
    <message>
        <source>You are logged out on this computer. Where else you are logged in, you can log out there, or on the page of the login server.</source>
        <translation>Vous êtes déconnecté sur cet ordinateur. Là où vous êtes encore connecté, vous pouvez vous déconnecter sur place ou sur la page du serveur de connexion.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>C&amp;oller</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>Hide the characters</source>
        <translation>Masquer les caractères</translation>
    </message>
    <message>
        <source>Show the characters</source>
        <translation>Afficher les caractères</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordHasher</name>
    <message>
        <source>There is not enough memory to check the password. Close other applications and try again.</source>
        <translation>La mémoire est insuffisante pour vérifier le mot de passe. Fermez d’autres applications, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordPolicy</name>
    <message numerus="yes">
        <source>Use at most %n characters.</source>
        <translation>
            <numerusform>Utilisez au plus %n caractère.</numerusform>
            <numerusform>Utilisez au plus %n caractères.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters; a sentence is easy to remember.</source>
        <translation>
            <numerusform>Utilisez au moins %n caractère&#xa0;; une phrase est facile à retenir.</numerusform>
            <numerusform>Utilisez au moins %n caractères&#xa0;; une phrase est facile à retenir.</numerusform>
        </translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>Le mot de passe ne doit pas être le nom d’utilisateur.</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>Ce mot de passe est trop facile à deviner.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Placeholder</name>
    <message>
        <source>Log in to go on</source>
        <translation>Connectez-vous pour continuer</translation>
    </message>
    <message>
        <source>This is here for you once you have logged in.</source>
        <translation>Vous y aurez accès une fois connecté.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Se connecter…</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>Est-ce toujours vous&#xa0;?</translation>
    </message>
    <message>
        <source>It has been a while. Confirm it&apos;s you, and everything is as you left it.</source>
        <translation>Un certain temps s’est écoulé. Confirmez votre identité, et vous retrouverez tout tel que vous l’avez laissé.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>Confirmer votre identité…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Session verrouillée</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>Déverrouillez, et vous retrouverez tout tel que vous l’avez laissé.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Déverrouiller…</translation>
    </message>
    <message>
        <source>You are logged in already</source>
        <translation>Vous êtes déjà connecté</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Ceci s’adresse aux personnes qui ne sont pas connectées.</translation>
    </message>
    <message>
        <source>You do not have access to this</source>
        <translation>Vous n’avez pas accès à ce contenu</translation>
    </message>
    <message>
        <source>Ask whoever looks after your account if you need it.</source>
        <translation>Si vous en avez besoin, adressez-vous à la personne qui gère votre compte.</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>Impossible d’ouvrir ce contenu</translation>
    </message>
    <message>
        <source>Something went wrong in the application. Nothing of yours was lost.</source>
        <translation>Une erreur s’est produite dans l’application. Rien de ce qui vous appartient n’a été perdu.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofDialog</name>
    <message>
        <source>This contains characters that cannot be used.</source>
        <translation>Cette saisie contient des caractères qui ne peuvent pas être utilisés.</translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>Ce code n’est pas correct.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Re&amp;tour</translation>
    </message>
    <message>
        <source>The address of the login page is not secure, so it was not opened.</source>
        <translation>L’adresse de la page de connexion n’est pas sécurisée, elle n’a donc pas été ouverte.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofForm</name>
    <message>
        <source>Enter the code.</source>
        <translation>Saisissez le code.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Saisissez votre mot de passe.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthDialog</name>
    <message>
        <source>This is not the right password.</source>
        <translation>Ce n’est pas le bon mot de passe.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you</source>
        <translation>Confirmer votre identité</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>&amp;Se déconnecter</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthForm</name>
    <message>
        <source>User:</source>
        <translation>Utilisateur&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>&amp;Code&#xa0;:</translation>
    </message>
</context>
<context>
    <name>QtLogin::ServerLogin</name>
    <message>
        <source>The login server does not let this application keep you signed in.</source>
        <translation>Le serveur de connexion ne permet pas à cette application de vous garder connecté.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SessionBanner</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>Verrouillage dans %1 s</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>Confirmer votre identité…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Rester</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ignorer</translation>
    </message>
    <message>
        <source>The login saved on this computer could not be removed. The next time, this application may open without a password. Log in and out again to remove it.</source>
        <translation>La connexion enregistrée sur cet ordinateur n’a pas pu être supprimée. La prochaine fois, cette application risque de s’ouvrir sans mot de passe. Reconnectez-vous, puis déconnectez-vous pour la supprimer.</translation>
    </message>
    <message>
        <source>This computer cannot save that this application is locked. If it is closed while it is locked, it may open without a password the next time. Log out before you leave.</source>
        <translation>Cet ordinateur ne peut pas enregistrer que cette application est verrouillée. Si elle est fermée pendant qu’elle est verrouillée, elle risque de s’ouvrir sans mot de passe la prochaine fois. Déconnectez-vous avant de partir.</translation>
    </message>
    <message>
        <source>It has been a while: some things here are closed until you confirm it&apos;s you.</source>
        <translation>Un certain temps s’est écoulé&#xa0;: une partie de cette fenêtre est fermée jusqu’à ce que vous confirmiez votre identité.</translation>
    </message>
    <message>
        <source>The keychain is locked, so you will have to log in again the next time you start.</source>
        <translation>Le trousseau de clés est verrouillé&#xa0;; vous devrez vous reconnecter au prochain démarrage.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Se connecter…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Changer de mot de passe…</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, change your password.</source>
        <translation>La connexion enregistrée sur cet ordinateur a été utilisée ailleurs&#xa0;; elle a donc été fermée. Si ce n’était pas vous, changez de mot de passe.</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, log in and change your password.</source>
        <translation>La connexion enregistrée sur cet ordinateur a été utilisée ailleurs&#xa0;; elle a donc été fermée. Si ce n’était pas vous, connectez-vous et changez de mot de passe.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SqlAccounts</name>
    <message>
        <source>The accounts file %1 cannot be read or written.</source>
        <translation>Le fichier des comptes %1 ne peut être ni lu ni écrit.</translation>
    </message>
    <message>
        <source>The accounts file %1 is missing. Put it back from a backup, or delete %2 to begin without any accounts.</source>
        <translation>Le fichier des comptes %1 est introuvable. Restaurez-le à partir d’une sauvegarde, ou supprimez %2 pour repartir sans aucun compte.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be created.</source>
        <translation>Le fichier des comptes %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>%1 belongs to another user, so no accounts are kept there. It has been left as it is.</source>
        <translation>%1 appartient à un autre utilisateur ; aucun compte n’y est donc conservé. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Other users can read or change %1, so no accounts are kept there. Close it to them and try again.</source>
        <translation>D’autres utilisateurs peuvent lire ou modifier %1 ; aucun compte n’y est donc conservé. Retirez-leur cet accès, puis réessayez.</translation>
    </message>
    <message>
        <source>The accounts file %1 was written by a newer version of this application. It has been left as it is.</source>
        <translation>Le fichier des comptes %1 a été écrit par une version plus récente de cette application. Il n’a pas été modifié.</translation>
    </message>
    <message>
        <source>This user name is taken.</source>
        <translation>Ce nom d’utilisateur est déjà pris.</translation>
    </message>
    <message>
        <source>The accounts file %1 is damaged. It has been left as it is.</source>
        <translation>Le fichier des comptes %1 est endommagé. Il n’a pas été modifié.</translation>
    </message>
    <message>
        <source>The accounts file %1 is busy. Try again in a moment.</source>
        <translation>Le fichier des comptes %1 est occupé. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>There is not enough memory for the accounts file %1.</source>
        <translation>La mémoire est insuffisante pour le fichier des comptes %1.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be written.</source>
        <translation>Le fichier des comptes %1 ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>There is no space left for the accounts file %1.</source>
        <translation>Il n’y a plus d’espace disponible pour le fichier des comptes %1.</translation>
    </message>
    <message>
        <source>Qt&apos;s plugin for SQLite is not installed.</source>
        <translation>Le module SQLite de Qt n’est pas installé.</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>Un nom comporte au plus %n caractère.</numerusform>
            <numerusform>Un nom comporte au plus %n caractères.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has visible characters only.</source>
        <translation>Un nom ne comporte que des caractères visibles.</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Saisissez un nom d’utilisateur.</translation>
    </message>
</context>
<context>
    <name>QtLogin::StateFile</name>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>Le dossier %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>Le fichier %1 ne peut pas être lu.</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>Le fichier %1 est endommagé.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version.</source>
        <translation>Le fichier %1 a été écrit par une version plus récente.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>Le fichier %1 ne peut pas être écrit.</translation>
    </message>
</context>
<context>
    <name>QtLogin::TypedText</name>
    <message>
        <source>This contains characters that no keyboard can type. Type it instead of pasting it.</source>
        <translation>Ce texte contient des caractères qu’aucun clavier ne permet de saisir. Saisissez-le au lieu de le coller.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaitingForm</name>
    <message>
        <source>QR code of the link</source>
        <translation>Code QR du lien</translation>
    </message>
    <message>
        <source>Page:</source>
        <translation>Page&#xa0;:</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>Code&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>&amp;Ouvrir à nouveau</translation>
    </message>
    <message>
        <source>Copy co&amp;de</source>
        <translation>Copier le co&amp;de</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>Copier le &amp;lien</translation>
    </message>
    <message>
        <source>The code is copied.</source>
        <translation>Le code est copié.</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>Le lien est copié.</translation>
    </message>
    <message>
        <source>Your browser could not be opened. Copy the link, and open it there.</source>
        <translation>Votre navigateur n’a pas pu être ouvert. Copiez le lien et ouvrez-le dans celui-ci.</translation>
    </message>
    <message>
        <source>Continue in your browser. This window waits for you.</source>
        <translation>Continuez dans votre navigateur. Cette fenêtre vous attend.</translation>
    </message>
    <message>
        <source>Open this page on another device. This window waits for you.</source>
        <translation>Ouvrez cette page sur un autre appareil. Cette fenêtre vous attend.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code. This window waits for you.</source>
        <translation>Ouvrez cette page sur un autre appareil et saisissez le code. Cette fenêtre vous attend.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaysForm</name>
    <message>
        <source>Continue in your &amp;browser</source>
        <translation>Continuer dans le navi&amp;gateur</translation>
    </message>
    <message>
        <source>Use a code on another &amp;device</source>
        <translation>Utiliser un code sur un &amp;autre appareil</translation>
    </message>
    <message>
        <source>Use your pass&amp;word</source>
        <translation>Utiliser le mot de &amp;passe</translation>
    </message>
    <message>
        <source>or</source>
        <translation>ou</translation>
    </message>
</context>
<context>
    <name>QtLogin::WindowLock</name>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Verrouiller</translation>
    </message>
</context>
</TS>
