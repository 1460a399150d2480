<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QtLogin::AccountButton</name>
    <message>
        <source>Log &amp;in…</source>
        <translation>Anm&amp;elden…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>En&amp;tsperren…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>&amp;Passwort ändern…</translation>
    </message>
    <message>
        <source>&amp;Forget me on this computer</source>
        <translation>Mich auf diesem Computer &amp;vergessen</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>&amp;Abmelden</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Account: %1, locked</source>
        <translation>Konto: %1, gesperrt</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>Konto: %1</translation>
    </message>
    <message>
        <source>Account: not logged in</source>
        <translation>Konto: nicht angemeldet</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1 (gesperrt)</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>&amp;Where I stay signed in…</source>
        <translation>&amp;Wo ich angemeldet bleibe…</translation>
    </message>
</context>
<context>
    <name>QtLogin::AnonymousUser</name>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
</context>
<context>
    <name>QtLogin::AuthorizedReply</name>
    <message>
        <source>Please log in first.</source>
        <translation>Bitte melden Sie sich zuerst an.</translation>
    </message>
    <message>
        <source>The login has ended.</source>
        <translation>Die Anmeldung ist beendet.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>What was to be sent is no longer there.</source>
        <translation>Was gesendet werden sollte, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The login had expired, and what was sent cannot be sent a second time. Please try again.</source>
        <translation>Die Anmeldung war abgelaufen, und was gesendet wurde, lässt sich kein zweites Mal senden. Bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server points to an address that is not allowed.</source>
        <translation>Der Server verweist auf eine Adresse, die nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>The server points to too many other addresses.</source>
        <translation>Der Server verweist auf zu viele andere Adressen.</translation>
    </message>
    <message>
        <source>The server points to another address, and what was sent cannot be sent a second time.</source>
        <translation>Der Server verweist auf eine andere Adresse, und was gesendet wurde, lässt sich kein zweites Mal senden.</translation>
    </message>
</context>
<context>
    <name>QtLogin::BrowserPage</name>
    <message>
        <source>You are logged in</source>
        <translation>Sie sind angemeldet</translation>
    </message>
    <message>
        <source>The login did not work</source>
        <translation>Die Anmeldung hat nicht geklappt</translation>
    </message>
    <message>
        <source>The login was cancelled</source>
        <translation>Die Anmeldung wurde abgebrochen</translation>
    </message>
    <message>
        <source>You can close this page and try again in %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>Sie können diese Seite schließen und es in %1 noch einmal versuchen.</translation>
    </message>
    <message>
        <source>You can close this page and go back to %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>Sie können diese Seite schließen und zu %1 zurückkehren.</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The language of this translation as a tag of BCP 47, such as pt-BR</comment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordDialog</name>
    <message>
        <source>This is not your current password.</source>
        <translation>Das ist nicht Ihr aktuelles Passwort.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>You will be logged out everywhere else.</source>
        <translation>Überall sonst werden Sie abgemeldet.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordForm</name>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>&amp;Aktuelles Passwort:</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>&amp;Neues Passwort:</translation>
    </message>
    <message>
        <source>Repeat n&amp;ew password:</source>
        <translation>Neues Passwort &amp;wiederholen:</translation>
    </message>
    <message>
        <source>Enter your current password.</source>
        <translation>Geben Sie Ihr aktuelles Passwort ein.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ClosedSign</name>
    <message>
        <source>Log in to use this.</source>
        <translation>Melden Sie sich an, um das zu benutzen.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you to use this.</source>
        <translation>Bestätigen Sie, dass Sie es sind, um das zu benutzen.</translation>
    </message>
    <message>
        <source>Unlock to use this.</source>
        <translation>Entsperren Sie, um das zu benutzen.</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Das ist für Personen, die nicht angemeldet sind.</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>Darauf haben Sie keinen Zugriff.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceList</name>
    <message>
        <source>Forget all others</source>
        <translation>Alle anderen vergessen</translation>
    </message>
    <message>
        <source>You do not stay signed in on any computer.</source>
        <translation>Sie bleiben auf keinem Computer angemeldet.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Unnamed computer</source>
        <translation>Computer ohne Namen</translation>
    </message>
    <message>
        <source>Last used: %1. Signed in until: %2.</source>
        <translation>Zuletzt benutzt: %1. Angemeldet bis: %2.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DevicesDialog</name>
    <message>
        <source>You are not logged in.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>The list cannot be read now. Try again later.</source>
        <translation>Die Liste kann jetzt nicht gelesen werden. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>This cannot be changed now. Try again later.</source>
        <translation>Das kann jetzt nicht geändert werden. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>To forget other computers, enter your password.</source>
        <translation>Geben Sie Ihr Passwort ein, um andere Computer zu vergessen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Where you stay signed in</source>
        <translation>Wo Sie angemeldet bleiben</translation>
    </message>
    <message>
        <source>These computers let you in without a password. Where you are forgotten, the next start asks for it.</source>
        <translation>Diese Computer lassen Sie ohne Passwort ein. Wo Sie vergessen werden, wird beim nächsten Start danach gefragt.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Error</name>
    <message>
        <source>There is nothing stored.</source>
        <translation>Es ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Access was refused.</source>
        <translation>Der Zugriff wurde verweigert.</translation>
    </message>
    <message>
        <source>This is not available at the moment.</source>
        <translation>Das ist im Moment nicht verfügbar.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Es kam nicht rechtzeitig eine Antwort.</translation>
    </message>
    <message>
        <source>The stored data is damaged.</source>
        <translation>Die gespeicherten Daten sind beschädigt.</translation>
    </message>
    <message>
        <source>This was written by a newer version.</source>
        <translation>Das wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Benutzername oder Passwort ist falsch.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>Zu viele Versuche. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>One more step is needed.</source>
        <translation>Ein weiterer Schritt ist nötig.</translation>
    </message>
    <message>
        <source>These are another person&apos;s credentials.</source>
        <translation>Das sind die Anmeldedaten einer anderen Person.</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>Dieses Konto ist nicht aktiv.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>Dazu sind Sie nicht berechtigt.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The operation was abandoned.</source>
        <translation>Der Vorgang wurde nicht zu Ende geführt.</translation>
    </message>
    <message>
        <source>This input is not valid.</source>
        <translation>Diese Eingabe ist ungültig.</translation>
    </message>
    <message>
        <source>The application is not set up for this.</source>
        <translation>Die Anwendung ist dafür nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Something went wrong in the application.</source>
        <translation>In der Anwendung ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ErrorWords</name>
    <message>
        <source>one second</source>
        <translation>einer Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>einer Minute</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>einer Stunde</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1.</source>
        <translation>Zu viele Versuche. Versuchen Sie es in %1 noch einmal.</translation>
    </message>
    <message>
        <source>There was no answer. Try again.</source>
        <translation>Es kam keine Antwort. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This cannot be checked now. Try again later.</source>
        <translation>Das kann jetzt nicht geprüft werden. Versuchen Sie es später.</translation>
    </message>
    <message>
        <source>The login on the other device was cancelled.</source>
        <translation>Die Anmeldung auf dem anderen Gerät wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The login in the browser was cancelled.</source>
        <translation>Die Anmeldung im Browser wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The code was not used in time. Try again.</source>
        <translation>Der Code wurde nicht rechtzeitig verwendet. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The login in the browser took too long. Try again.</source>
        <translation>Die Anmeldung im Browser hat zu lange gedauert. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The login on the other device did not succeed.</source>
        <translation>Die Anmeldung auf dem anderen Gerät ist nicht gelungen.</translation>
    </message>
    <message>
        <source>The login in the browser did not succeed.</source>
        <translation>Die Anmeldung im Browser ist nicht gelungen.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FieldNote</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Die Feststelltaste ist aktiv.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FirstAccountDialog</name>
    <message>
        <source>Your account has been created, but logging in has failed: %1</source>
        <translation>Ihr Konto wurde erstellt, aber die Anmeldung ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Welcome to %1</source>
        <translation>Willkommen bei %1</translation>
    </message>
    <message>
        <source>Create the first account to begin.</source>
        <translation>Erstellen Sie zum Beginnen das erste Konto.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>QtLogin::FormDialog</name>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
</context>
<context>
    <name>QtLogin::HttpClient</name>
    <message>
        <source>%1 cannot be reached at the moment.</source>
        <translation>%1 ist im Moment nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>A secure connection to %1 could not be made.</source>
        <translation>Eine sichere Verbindung zu %1 konnte nicht hergestellt werden.</translation>
    </message>
    <message>
        <source>%1 gave an unexpected answer.</source>
        <translation>%1 hat unerwartet geantwortet.</translation>
    </message>
    <message>
        <source>The address of the service is not secure.</source>
        <translation>Die Adresse des Dienstes ist nicht sicher.</translation>
    </message>
</context>
<context>
    <name>QtLogin::IdTokenCheck</name>
    <message>
        <source>The clock of this computer seems to be wrong.</source>
        <translation>Die Uhr dieses Computers scheint falsch zu gehen.</translation>
    </message>
    <message>
        <source>The answer of the login server could not be trusted.</source>
        <translation>Der Antwort des Anmeldeservers konnte nicht vertraut werden.</translation>
    </message>
</context>
<context>
    <name>QtLogin::KeychainStore</name>
    <message>
        <source>Default keyring</source>
        <translation>Standard-Schlüsselbund</translation>
    </message>
    <message>
        <source>No keychain is running on this desktop.</source>
        <translation>In dieser Arbeitsumgebung läuft kein Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain cannot be used while QT_NO_GLIB is set.</source>
        <translation>Der Schlüsselbund ist nicht nutzbar, solange QT_NO_GLIB gesetzt ist.</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in time.</source>
        <translation>Niemand hat den Schlüsselbund rechtzeitig entsperrt.</translation>
    </message>
    <message>
        <source>The keychain is stuck with an earlier request.</source>
        <translation>Der Schlüsselbund hängt an einer früheren Anfrage.</translation>
    </message>
    <message>
        <source>The keychain did not keep what it was given.</source>
        <translation>Der Schlüsselbund hat nicht behalten, was er bekommen hat.</translation>
    </message>
    <message>
        <source>The keychain did not delete what it was told to.</source>
        <translation>Der Schlüsselbund hat nicht gelöscht, was er löschen sollte.</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>Der Schlüsselbund wurde nicht geöffnet.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockForm</name>
    <message>
        <source>This is not the right password.</source>
        <translation>Das ist nicht das richtige Passwort.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>This session is over. Close the window, and start the application again.</source>
        <translation>Diese Sitzung ist zu Ende. Schließen Sie das Fenster, und starten Sie die Anwendung neu.</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>Entsperren Sie, und alles ist so, wie Sie es verlassen haben.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>&amp;Abmelden</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 ist gesperrt</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>&amp;Jemand anderes…</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginDialog</name>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>Bei %1 anmelden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;Benutzername:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>&amp;Code:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>Angemeldet b&amp;leiben</translation>
    </message>
    <message>
        <source>C&amp;reate account…</source>
        <translation>&amp;Konto erstellen…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>Geben Sie Ihren Benutzernamen ein.</translation>
    </message>
    <message>
        <source>&amp;Forgot your password?</source>
        <translation>Passwort &amp;vergessen?</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginManager</name>
    <message>
        <source>Enter your password to go on.</source>
        <translation>Geben Sie Ihr Passwort ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>No user is logged in.</source>
        <translation>Es ist niemand angemeldet.</translation>
    </message>
    <message>
        <source>The session is not locked.</source>
        <translation>Die Sitzung ist nicht gesperrt.</translation>
    </message>
    <message>
        <source>To lock what is open</source>
        <translation>Damit gesperrt werden kann, was offen ist</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Das ist für Personen, die nicht angemeldet sind.</translation>
    </message>
    <message>
        <source>The account is not available.</source>
        <translation>Das Konto ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>No device remembers you any more. Where you are logged in right now, you stay logged in until the application there is closed.</source>
        <translation>Kein Gerät merkt sich Ihre Anmeldung mehr. Wo Sie gerade angemeldet sind, bleiben Sie es, bis die Anwendung dort geschlossen wird.</translation>
    </message>
    <message>
        <source>This application keeps nobody signed in.</source>
        <translation>Bei dieser Anwendung kann man nicht angemeldet bleiben.</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so you will have to log in again the next time you start.</source>
        <translation>Auf diesem Computer gibt es keinen Schlüsselbund, deshalb müssen Sie sich beim nächsten Start wieder anmelden.</translation>
    </message>
    <message>
        <source>The keychain was not opened, so you will have to log in again the next time you start.</source>
        <translation>Der Schlüsselbund wurde nicht geöffnet, deshalb müssen Sie sich beim nächsten Start wieder anmelden.</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>Bestätigen Sie, dass Sie es sind, um fortzufahren.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoopbackReceiver</name>
    <message>
        <source>The browser cannot be connected to this application.</source>
        <translation>Der Browser kann nicht mit dieser Anwendung verbunden werden.</translation>
    </message>
    <message>
        <source>The browser did not come back in time.</source>
        <translation>Der Browser hat sich nicht rechtzeitig zurückgemeldet.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountDialog</name>
    <message>
        <source>Create account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;Benutzername:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>Repeat p&amp;assword:</source>
        <translation>Passwort &amp;wiederholen:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>Angemeldet b&amp;leiben</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Geben Sie einen Benutzernamen ein.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewPasswordPair</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>Die beiden Passwörter unterscheiden sich.</translation>
    </message>
    <message>
        <source>Enter the password once more.</source>
        <translation>Geben Sie das Passwort noch einmal ein.</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>Geben Sie ein Passwort ein.</translation>
    </message>
    <message>
        <source>This password can be used. Longer is safer.</source>
        <translation>Dieses Passwort geht. Länger ist sicherer.</translation>
    </message>
</context>
<context>
    <name>QtLogin::OidcProvider</name>
    <message>
        <source>Continue in your browser.</source>
        <translation>Machen Sie in Ihrem Browser weiter.</translation>
    </message>
    <message>
        <source>This application is not set up for the login server.</source>
        <translation>Diese Anwendung ist für den Anmeldeserver nicht eingerichtet.</translation>
    </message>
    <message>
        <source>The login server has refused the login.</source>
        <translation>Der Anmeldeserver hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>The login server is busy. Please try again later.</source>
        <translation>Der Anmeldeserver ist ausgelastet. Bitte versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The login has taken too long. Please try again.</source>
        <translation>Die Anmeldung hat zu lange gedauert. Bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The login server offers no login on another device.</source>
        <translation>Der Anmeldeserver bietet keine Anmeldung auf einem anderen Gerät an.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code.</source>
        <translation>Öffnen Sie diese Seite auf einem anderen Gerät und geben Sie den Code ein.</translation>
    </message>
    <message>
        <source>You are logged out on this computer. Where else you are logged in, you can log out there, or on the page of the login server.</source>
        <translation>Sie sind an diesem Computer abgemeldet. Wo Sie sonst noch angemeldet sind, können Sie sich dort abmelden oder auf der Seite des Anmeldeservers.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Hide the characters</source>
        <translation>Zeichen verbergen</translation>
    </message>
    <message>
        <source>Show the characters</source>
        <translation>Zeichen anzeigen</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordHasher</name>
    <message>
        <source>There is not enough memory to check the password. Close other applications and try again.</source>
        <translation>Der Arbeitsspeicher reicht nicht aus, um das Passwort zu prüfen. Schließen Sie andere Anwendungen und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordPolicy</name>
    <message numerus="yes">
        <source>Use at most %n characters.</source>
        <translation>
            <numerusform>Verwenden Sie höchstens %n Zeichen.</numerusform>
            <numerusform>Verwenden Sie höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters; a sentence is easy to remember.</source>
        <translation>
            <numerusform>Verwenden Sie mindestens %n Zeichen; ein Satz lässt sich leicht merken.</numerusform>
            <numerusform>Verwenden Sie mindestens %n Zeichen; ein Satz lässt sich leicht merken.</numerusform>
        </translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>Das Passwort darf nicht der Benutzername sein.</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>Dieses Passwort ist zu leicht zu erraten.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Placeholder</name>
    <message>
        <source>Log in to go on</source>
        <translation>Melden Sie sich an, um fortzufahren</translation>
    </message>
    <message>
        <source>This is here for you once you have logged in.</source>
        <translation>Das steht Ihnen offen, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>Sind Sie es noch?</translation>
    </message>
    <message>
        <source>It has been a while. Confirm it&apos;s you, and everything is as you left it.</source>
        <translation>Es ist eine Weile her. Bestätigen Sie, dass Sie es sind, und alles ist so, wie Sie es verlassen haben.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>Identität bestätigen…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>Entsperren Sie, und alles ist so, wie Sie es verlassen haben.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>You are logged in already</source>
        <translation>Sie sind bereits angemeldet</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Das ist für Personen, die nicht angemeldet sind.</translation>
    </message>
    <message>
        <source>You do not have access to this</source>
        <translation>Darauf haben Sie keinen Zugriff</translation>
    </message>
    <message>
        <source>Ask whoever looks after your account if you need it.</source>
        <translation>Wenden Sie sich an die Person, die Ihr Konto verwaltet, wenn Sie das brauchen.</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>Das konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Something went wrong in the application. Nothing of yours was lost.</source>
        <translation>In der Anwendung ist etwas schiefgegangen. Von Ihren Daten ist nichts verloren gegangen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofDialog</name>
    <message>
        <source>This contains characters that cannot be used.</source>
        <translation>Das enthält Zeichen, die nicht verwendet werden können.</translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>Dieser Code stimmt nicht.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>The address of the login page is not secure, so it was not opened.</source>
        <translation>Die Adresse der Anmeldeseite ist nicht sicher, darum wurde sie nicht geöffnet.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofForm</name>
    <message>
        <source>Enter the code.</source>
        <translation>Geben Sie den Code ein.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Geben Sie Ihr Passwort ein.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthDialog</name>
    <message>
        <source>This is not the right password.</source>
        <translation>Das ist nicht das richtige Passwort.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you</source>
        <translation>Identität bestätigen</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>&amp;Abmelden</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthForm</name>
    <message>
        <source>User:</source>
        <translation>Benutzer:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>&amp;Code:</translation>
    </message>
</context>
<context>
    <name>QtLogin::ServerLogin</name>
    <message>
        <source>The login server does not let this application keep you signed in.</source>
        <translation>Der Anmeldeserver erlaubt dieser Anwendung nicht, Sie angemeldet zu halten.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SessionBanner</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>Wird in %1 s gesperrt</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>Identität bestätigen…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Weiterarbeiten</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>The login saved on this computer could not be removed. The next time, this application may open without a password. Log in and out again to remove it.</source>
        <translation>Die auf diesem Computer gespeicherte Anmeldung konnte nicht entfernt werden. Beim nächsten Start öffnet sich diese Anwendung möglicherweise ohne Passwort. Melden Sie sich noch einmal an und ab, um sie zu entfernen.</translation>
    </message>
    <message>
        <source>This computer cannot save that this application is locked. If it is closed while it is locked, it may open without a password the next time. Log out before you leave.</source>
        <translation>Dieser Computer kann nicht speichern, dass diese Anwendung gesperrt ist. Wird sie im gesperrten Zustand beendet, öffnet sie sich beim nächsten Start möglicherweise ohne Passwort. Melden Sie sich ab, bevor Sie gehen.</translation>
    </message>
    <message>
        <source>It has been a while: some things here are closed until you confirm it&apos;s you.</source>
        <translation>Es ist eine Weile her: Einiges hier ist geschlossen, bis Sie Ihre Identität bestätigen.</translation>
    </message>
    <message>
        <source>The keychain is locked, so you will have to log in again the next time you start.</source>
        <translation>Der Schlüsselbund ist gesperrt, deshalb müssen Sie sich beim nächsten Start wieder anmelden.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Passwort ändern…</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, change your password.</source>
        <translation>Die auf diesem Computer gespeicherte Anmeldung wurde anderswo benutzt und deshalb beendet. Wenn Sie das nicht waren, ändern Sie Ihr Passwort.</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, log in and change your password.</source>
        <translation>Die auf diesem Computer gespeicherte Anmeldung wurde anderswo benutzt und deshalb beendet. Wenn Sie das nicht waren, melden Sie sich an und ändern Sie Ihr Passwort.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SqlAccounts</name>
    <message>
        <source>The accounts file %1 cannot be read or written.</source>
        <translation>Die Kontendatei %1 kann nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>The accounts file %1 is missing. Put it back from a backup, or delete %2 to begin without any accounts.</source>
        <translation>Die Kontendatei %1 fehlt. Stellen Sie sie aus einer Sicherung wieder her, oder löschen Sie %2, um ganz ohne Konten zu beginnen.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be created.</source>
        <translation>Die Kontendatei %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>%1 belongs to another user, so no accounts are kept there. It has been left as it is.</source>
        <translation>%1 gehört einem anderen Benutzer, daher werden dort keine Konten geführt. Es wurde nicht verändert.</translation>
    </message>
    <message>
        <source>Other users can read or change %1, so no accounts are kept there. Close it to them and try again.</source>
        <translation>Andere Benutzer können %1 lesen oder ändern, daher werden dort keine Konten geführt. Sperren Sie ihnen den Zugriff, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The accounts file %1 was written by a newer version of this application. It has been left as it is.</source>
        <translation>Die Kontendatei %1 wurde von einer neueren Version dieser Anwendung geschrieben. Sie wurde nicht verändert.</translation>
    </message>
    <message>
        <source>This user name is taken.</source>
        <translation>Dieser Benutzername ist vergeben.</translation>
    </message>
    <message>
        <source>The accounts file %1 is damaged. It has been left as it is.</source>
        <translation>Die Kontendatei %1 ist beschädigt. Sie wurde nicht verändert.</translation>
    </message>
    <message>
        <source>The accounts file %1 is busy. Try again in a moment.</source>
        <translation>Die Kontendatei %1 ist gerade in Gebrauch. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>There is not enough memory for the accounts file %1.</source>
        <translation>Der Arbeitsspeicher reicht für die Kontendatei %1 nicht aus.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be written.</source>
        <translation>Die Kontendatei %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>There is no space left for the accounts file %1.</source>
        <translation>Für die Kontendatei %1 ist kein Speicherplatz mehr frei.</translation>
    </message>
    <message>
        <source>Qt&apos;s plugin for SQLite is not installed.</source>
        <translation>Das SQLite-Plugin von Qt ist nicht installiert.</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>Ein Name hat höchstens %n Zeichen.</numerusform>
            <numerusform>Ein Name hat höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has visible characters only.</source>
        <translation>Ein Name enthält nur sichtbare Zeichen.</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Geben Sie einen Benutzernamen ein.</translation>
    </message>
</context>
<context>
    <name>QtLogin::StateFile</name>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>Die Datei %1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>Die Datei %1 ist beschädigt.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version.</source>
        <translation>Die Datei %1 wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>QtLogin::TypedText</name>
    <message>
        <source>This contains characters that no keyboard can type. Type it instead of pasting it.</source>
        <translation>Das enthält Zeichen, die keine Tastatur hat. Tippen Sie es, statt es einzufügen.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaitingForm</name>
    <message>
        <source>QR code of the link</source>
        <translation>QR-Code des Links</translation>
    </message>
    <message>
        <source>Page:</source>
        <translation>Seite:</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>Code:</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>&amp;Erneut öffnen</translation>
    </message>
    <message>
        <source>Copy co&amp;de</source>
        <translation>Co&amp;de kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>Link &amp;kopieren</translation>
    </message>
    <message>
        <source>The code is copied.</source>
        <translation>Der Code ist kopiert.</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>Der Link ist kopiert.</translation>
    </message>
    <message>
        <source>Your browser could not be opened. Copy the link, and open it there.</source>
        <translation>Ihr Browser konnte nicht geöffnet werden. Kopieren Sie den Link, und öffnen Sie ihn dort.</translation>
    </message>
    <message>
        <source>Continue in your browser. This window waits for you.</source>
        <translation>Machen Sie in Ihrem Browser weiter. Dieses Fenster wartet auf Sie.</translation>
    </message>
    <message>
        <source>Open this page on another device. This window waits for you.</source>
        <translation>Öffnen Sie diese Seite auf einem anderen Gerät. Dieses Fenster wartet auf Sie.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code. This window waits for you.</source>
        <translation>Öffnen Sie diese Seite auf einem anderen Gerät, und geben Sie den Code ein. Dieses Fenster wartet auf Sie.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaysForm</name>
    <message>
        <source>Continue in your &amp;browser</source>
        <translation>Im Br&amp;owser fortfahren</translation>
    </message>
    <message>
        <source>Use a code on another &amp;device</source>
        <translation>Mit Code auf anderem &amp;Gerät</translation>
    </message>
    <message>
        <source>Use your pass&amp;word</source>
        <translation>Pass&amp;wort verwenden</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
</context>
<context>
    <name>QtLogin::WindowLock</name>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperren</translation>
    </message>
</context>
</TS>
