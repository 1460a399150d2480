<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>QtLogin::AccountButton</name>
    <message>
        <source>Log &amp;in…</source>
        <translation>&amp;Iniciar sesión…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>&amp;Desbloquear…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Bloquear</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>Cambiar la &amp;contraseña…</translation>
    </message>
    <message>
        <source>&amp;Forget me on this computer</source>
        <translation>&amp;Olvidarme en este equipo</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>C&amp;errar sesión</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Sin iniciar sesión</translation>
    </message>
    <message>
        <source>Account: %1, locked</source>
        <translation>Cuenta: %1, bloqueada</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>Cuenta: %1</translation>
    </message>
    <message>
        <source>Account: not logged in</source>
        <translation>Cuenta: sin iniciar sesión</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1 (bloqueada)</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>Sesión iniciada como %1</translation>
    </message>
    <message>
        <source>&amp;Where I stay signed in…</source>
        <translation>Dónde sigue mi &amp;sesión…</translation>
    </message>
</context>
<context>
    <name>QtLogin::AnonymousUser</name>
    <message>
        <source>Guest</source>
        <translation>Invitado</translation>
    </message>
</context>
<context>
    <name>QtLogin::AuthorizedReply</name>
    <message>
        <source>Please log in first.</source>
        <translation>Inicie sesión primero.</translation>
    </message>
    <message>
        <source>The login has ended.</source>
        <translation>La sesión ha terminado.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>La solicitud se ha cancelado.</translation>
    </message>
    <message>
        <source>What was to be sent is no longer there.</source>
        <translation>Lo que se iba a enviar ya no existe.</translation>
    </message>
    <message>
        <source>The login had expired, and what was sent cannot be sent a second time. Please try again.</source>
        <translation>La sesión había caducado y lo enviado no se puede enviar por segunda vez. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The server points to an address that is not allowed.</source>
        <translation>El servidor remite a una dirección que no está permitida.</translation>
    </message>
    <message>
        <source>The server points to too many other addresses.</source>
        <translation>El servidor remite a demasiadas direcciones.</translation>
    </message>
    <message>
        <source>The server points to another address, and what was sent cannot be sent a second time.</source>
        <translation>El servidor remite a otra dirección y lo enviado no se puede enviar por segunda vez.</translation>
    </message>
</context>
<context>
    <name>QtLogin::BrowserPage</name>
    <message>
        <source>You are logged in</source>
        <translation>Ha iniciado sesión</translation>
    </message>
    <message>
        <source>The login did not work</source>
        <translation>No se ha podido iniciar sesión</translation>
    </message>
    <message>
        <source>The login was cancelled</source>
        <translation>Se ha cancelado el inicio de sesión</translation>
    </message>
    <message>
        <source>You can close this page and try again in %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>Puede cerrar esta página y volver a intentarlo en %1.</translation>
    </message>
    <message>
        <source>You can close this page and go back to %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>Puede cerrar esta página y volver a %1.</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The language of this translation as a tag of BCP 47, such as pt-BR</comment>
        <translation>es</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordDialog</name>
    <message>
        <source>This is not your current password.</source>
        <translation>Esta no es su contraseña actual.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Cambiar la contraseña</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Cambiar su contraseña</translation>
    </message>
    <message>
        <source>You will be logged out everywhere else.</source>
        <translation>Se cerrará su sesión en todos los demás sitios.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordForm</name>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>Contraseña &amp;actual:</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>&amp;Nueva contraseña:</translation>
    </message>
    <message>
        <source>Repeat n&amp;ew password:</source>
        <translation>&amp;Repetir la nueva contraseña:</translation>
    </message>
    <message>
        <source>Enter your current password.</source>
        <translation>Introduzca su contraseña actual.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ClosedSign</name>
    <message>
        <source>Log in to use this.</source>
        <translation>Inicie sesión para usar esto.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you to use this.</source>
        <translation>Confirme que es usted para usar esto.</translation>
    </message>
    <message>
        <source>Unlock to use this.</source>
        <translation>Desbloquee para usar esto.</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Esto es para quienes no han iniciado sesión.</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>No tiene acceso a esto.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceList</name>
    <message>
        <source>Forget all others</source>
        <translation>Olvidar todos los demás</translation>
    </message>
    <message>
        <source>You do not stay signed in on any computer.</source>
        <translation>Su sesión no se mantiene en ningún equipo.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>Este equipo</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>Olvidar %1</translation>
    </message>
    <message>
        <source>Unnamed computer</source>
        <translation>Equipo sin nombre</translation>
    </message>
    <message>
        <source>Last used: %1. Signed in until: %2.</source>
        <translation>Último uso: %1. Sesión hasta: %2.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DevicesDialog</name>
    <message>
        <source>You are not logged in.</source>
        <translation>No ha iniciado sesión.</translation>
    </message>
    <message>
        <source>The list cannot be read now. Try again later.</source>
        <translation>La lista no se puede leer ahora. Inténtelo más tarde.</translation>
    </message>
    <message>
        <source>This cannot be changed now. Try again later.</source>
        <translation>Esto no se puede cambiar ahora. Inténtelo más tarde.</translation>
    </message>
    <message>
        <source>To forget other computers, enter your password.</source>
        <translation>Para olvidar otros equipos, escriba su contraseña.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Where you stay signed in</source>
        <translation>Dónde se mantiene su sesión</translation>
    </message>
    <message>
        <source>These computers let you in without a password. Where you are forgotten, the next start asks for it.</source>
        <translation>Estos equipos le dejan entrar sin contraseña. Donde se le olvide, se pedirá en el próximo inicio.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Error</name>
    <message>
        <source>There is nothing stored.</source>
        <translation>No hay nada guardado.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>El depósito de claves está bloqueado.</translation>
    </message>
    <message>
        <source>Access was refused.</source>
        <translation>Se ha denegado el acceso.</translation>
    </message>
    <message>
        <source>This is not available at the moment.</source>
        <translation>Esto no está disponible en este momento.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>No hubo respuesta a tiempo.</translation>
    </message>
    <message>
        <source>The stored data is damaged.</source>
        <translation>Los datos guardados están dañados.</translation>
    </message>
    <message>
        <source>This was written by a newer version.</source>
        <translation>Esto fue escrito por una versión más reciente.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>El nombre de usuario o la contraseña no son correctos.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>Demasiados intentos. Vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>One more step is needed.</source>
        <translation>Hace falta un paso más.</translation>
    </message>
    <message>
        <source>These are another person&apos;s credentials.</source>
        <translation>Estas credenciales son de otra persona.</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>Esta cuenta no está activa.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>No tiene permiso para hacer esto.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>The operation was abandoned.</source>
        <translation>La operación se ha abandonado.</translation>
    </message>
    <message>
        <source>This input is not valid.</source>
        <translation>Lo que ha introducido no es válido.</translation>
    </message>
    <message>
        <source>The application is not set up for this.</source>
        <translation>La aplicación no está configurada para esto.</translation>
    </message>
    <message>
        <source>Something went wrong in the application.</source>
        <translation>Se ha producido un error en la aplicación.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ErrorWords</name>
    <message>
        <source>one second</source>
        <translation>un segundo</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n segundo</numerusform>
            <numerusform>%n segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>un minuto</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>una hora</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1.</source>
        <translation>Demasiados intentos. Inténtelo de nuevo en %1.</translation>
    </message>
    <message>
        <source>There was no answer. Try again.</source>
        <translation>No hubo respuesta. Vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>This cannot be checked now. Try again later.</source>
        <translation>No se puede comprobar ahora. Vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>The login on the other device was cancelled.</source>
        <translation>El inicio de sesión en el otro dispositivo se ha cancelado.</translation>
    </message>
    <message>
        <source>The login in the browser was cancelled.</source>
        <translation>El inicio de sesión en el navegador se ha cancelado.</translation>
    </message>
    <message>
        <source>The code was not used in time. Try again.</source>
        <translation>El código no se ha usado a tiempo. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The login in the browser took too long. Try again.</source>
        <translation>El inicio de sesión en el navegador ha tardado demasiado. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The login on the other device did not succeed.</source>
        <translation>El inicio de sesión en el otro dispositivo no ha tenido éxito.</translation>
    </message>
    <message>
        <source>The login in the browser did not succeed.</source>
        <translation>El inicio de sesión en el navegador no ha tenido éxito.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FieldNote</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Bloq Mayús está activado.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FirstAccountDialog</name>
    <message>
        <source>Your account has been created, but logging in has failed: %1</source>
        <translation>Su cuenta se ha creado, pero no se ha podido iniciar la sesión: %1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Le damos la bienvenida</translation>
    </message>
    <message>
        <source>Welcome to %1</source>
        <translation>Le damos la bienvenida a %1</translation>
    </message>
    <message>
        <source>Create the first account to begin.</source>
        <translation>Para empezar, cree la primera cuenta.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>QtLogin::FormDialog</name>
    <message>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
</context>
<context>
    <name>QtLogin::HttpClient</name>
    <message>
        <source>%1 cannot be reached at the moment.</source>
        <translation>No se puede acceder a %1 en este momento.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 no ha respondido a tiempo.</translation>
    </message>
    <message>
        <source>A secure connection to %1 could not be made.</source>
        <translation>No se ha podido establecer una conexión segura con %1.</translation>
    </message>
    <message>
        <source>%1 gave an unexpected answer.</source>
        <translation>%1 ha dado una respuesta inesperada.</translation>
    </message>
    <message>
        <source>The address of the service is not secure.</source>
        <translation>La dirección del servicio no es segura.</translation>
    </message>
</context>
<context>
    <name>QtLogin::IdTokenCheck</name>
    <message>
        <source>The clock of this computer seems to be wrong.</source>
        <translation>Parece que el reloj de este equipo no está en hora.</translation>
    </message>
    <message>
        <source>The answer of the login server could not be trusted.</source>
        <translation>No se pudo confiar en la respuesta del servidor de inicio de sesión.</translation>
    </message>
</context>
<context>
    <name>QtLogin::KeychainStore</name>
    <message>
        <source>No keychain is running on this desktop.</source>
        <translation>No hay ningún depósito de claves activo en este escritorio.</translation>
    </message>
    <message>
        <source>The keychain cannot be used while QT_NO_GLIB is set.</source>
        <translation>El depósito de claves no se puede usar mientras QT_NO_GLIB esté definido.</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>El depósito de claves no responde.</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in time.</source>
        <translation>Nadie ha desbloqueado el depósito de claves a tiempo.</translation>
    </message>
    <message>
        <source>The keychain is stuck with an earlier request.</source>
        <translation>El depósito de claves está atascado con una petición anterior.</translation>
    </message>
    <message>
        <source>The keychain did not keep what it was given.</source>
        <translation>El depósito de claves no ha guardado lo que se le entregó.</translation>
    </message>
    <message>
        <source>The keychain did not delete what it was told to.</source>
        <translation>El depósito de claves no ha eliminado lo que se le pidió.</translation>
    </message>
    <message>
        <source>Default keyring</source>
        <translation>Depósito de claves predeterminado</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>El depósito de claves no se ha abierto.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockForm</name>
    <message>
        <source>This is not the right password.</source>
        <translation>Esta no es la contraseña correcta.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Sesión bloqueada</translation>
    </message>
    <message>
        <source>This session is over. Close the window, and start the application again.</source>
        <translation>Esta sesión ha terminado. Cierre la ventana y vuelva a iniciar la aplicación.</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>Desbloquee y todo estará tal como lo dejó.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Desbloquear</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>C&amp;errar sesión</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 está bloqueado</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>&amp;Otra persona…</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Sesión bloqueada</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginDialog</name>
    <message>
        <source>Log in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>Iniciar sesión en %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>Nombre de &amp;usuario:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Contraseña:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>Códi&amp;go:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>&amp;Mantener la sesión iniciada</translation>
    </message>
    <message>
        <source>C&amp;reate account…</source>
        <translation>C&amp;rear una cuenta…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>Introduzca su nombre de usuario.</translation>
    </message>
    <message>
        <source>&amp;Forgot your password?</source>
        <translation>¿&amp;Ha olvidado su contraseña?</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginManager</name>
    <message>
        <source>To lock what is open</source>
        <translation>Para bloquear lo que está abierto</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>Introduzca su contraseña para continuar.</translation>
    </message>
    <message>
        <source>No user is logged in.</source>
        <translation>Nadie ha iniciado sesión.</translation>
    </message>
    <message>
        <source>The session is not locked.</source>
        <translation>La sesión no está bloqueada.</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Esto es para quienes no han iniciado sesión.</translation>
    </message>
    <message>
        <source>The account is not available.</source>
        <translation>La cuenta no está disponible.</translation>
    </message>
    <message>
        <source>No device remembers you any more. Where you are logged in right now, you stay logged in until the application there is closed.</source>
        <translation>Ningún dispositivo le recuerda ya. Donde tenga la sesión abierta ahora mismo, seguirá abierta hasta que se cierre allí la aplicación.</translation>
    </message>
    <message>
        <source>This application keeps nobody signed in.</source>
        <translation>Esta aplicación no mantiene la sesión iniciada.</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so you will have to log in again the next time you start.</source>
        <translation>En este equipo no hay ningún depósito de claves, así que tendrá que volver a iniciar sesión la próxima vez.</translation>
    </message>
    <message>
        <source>The keychain was not opened, so you will have to log in again the next time you start.</source>
        <translation>El depósito de claves no se ha abierto, así que tendrá que volver a iniciar sesión la próxima vez.</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>Confirme que es usted para continuar.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoopbackReceiver</name>
    <message>
        <source>The browser cannot be connected to this application.</source>
        <translation>No se puede conectar el navegador con esta aplicación.</translation>
    </message>
    <message>
        <source>The browser did not come back in time.</source>
        <translation>El navegador no ha respondido a tiempo.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountDialog</name>
    <message>
        <source>Create account</source>
        <translation>Crear una cuenta</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Crear una cuenta</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>Nombre de &amp;usuario:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Contraseña:</translation>
    </message>
    <message>
        <source>Repeat p&amp;assword:</source>
        <translation>&amp;Repetir la contraseña:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>&amp;Mantener la sesión iniciada</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Introduzca un nombre de usuario.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewPasswordPair</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>Las dos contraseñas no coinciden.</translation>
    </message>
    <message>
        <source>Enter the password once more.</source>
        <translation>Introduzca la contraseña otra vez.</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>Introduzca una contraseña.</translation>
    </message>
    <message>
        <source>This password can be used. Longer is safer.</source>
        <translation>Esta contraseña sirve. Más larga es más segura.</translation>
    </message>
</context>
<context>
    <name>QtLogin::OidcProvider</name>
    <message>
        <source>Continue in your browser.</source>
        <translation>Continúe en su navegador.</translation>
    </message>
    <message>
        <source>This application is not set up for the login server.</source>
        <translation>Esta aplicación no está configurada para el servidor de inicio de sesión.</translation>
    </message>
    <message>
        <source>The login server has refused the login.</source>
        <translation>El servidor de inicio de sesión ha rechazado el inicio de sesión.</translation>
    </message>
    <message>
        <source>The login server is busy. Please try again later.</source>
        <translation>El servidor de inicio de sesión está ocupado. Inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>The login has taken too long. Please try again.</source>
        <translation>El inicio de sesión ha tardado demasiado. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The login server offers no login on another device.</source>
        <translation>El servidor de inicio de sesión no permite iniciar sesión en otro dispositivo.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code.</source>
        <translation>Abra esta página en otro dispositivo e introduzca el código.</translation>
    </message>
    <message>
        <source>You are logged out on this computer. Where else you are logged in, you can log out there, or on the page of the login server.</source>
        <translation>Ha cerrado la sesión en este equipo. Donde tenga otras sesiones abiertas, puede cerrarlas allí o en la página del servidor de inicio de sesión.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Pegar</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Seleccionar &amp;todo</translation>
    </message>
    <message>
        <source>Hide the characters</source>
        <translation>Ocultar los caracteres</translation>
    </message>
    <message>
        <source>Show the characters</source>
        <translation>Mostrar los caracteres</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordHasher</name>
    <message>
        <source>There is not enough memory to check the password. Close other applications and try again.</source>
        <translation>No hay memoria suficiente para comprobar la contraseña. Cierre otras aplicaciones y vuelva a intentarlo.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordPolicy</name>
    <message numerus="yes">
        <source>Use at most %n characters.</source>
        <translation>
            <numerusform>Use como máximo %n carácter.</numerusform>
            <numerusform>Use como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters; a sentence is easy to remember.</source>
        <translation>
            <numerusform>Use al menos %n carácter; una frase es fácil de recordar.</numerusform>
            <numerusform>Use al menos %n caracteres; una frase es fácil de recordar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>La contraseña no debe ser el nombre de usuario.</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>Esta contraseña es demasiado fácil de adivinar.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Placeholder</name>
    <message>
        <source>Log in to go on</source>
        <translation>Inicie sesión para continuar</translation>
    </message>
    <message>
        <source>This is here for you once you have logged in.</source>
        <translation>Podrá verlo en cuanto inicie sesión.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Iniciar sesión…</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>¿Sigue siendo usted?</translation>
    </message>
    <message>
        <source>It has been a while. Confirm it&apos;s you, and everything is as you left it.</source>
        <translation>Ha pasado un tiempo. Confirme que es usted y todo estará tal como lo dejó.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>Confirmar que es usted…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Sesión bloqueada</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>Desbloquee y todo estará tal como lo dejó.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Desbloquear…</translation>
    </message>
    <message>
        <source>You are logged in already</source>
        <translation>Ya ha iniciado sesión</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>Esto es para quienes no han iniciado sesión.</translation>
    </message>
    <message>
        <source>You do not have access to this</source>
        <translation>No tiene acceso a esto</translation>
    </message>
    <message>
        <source>Ask whoever looks after your account if you need it.</source>
        <translation>Si lo necesita, pídaselo a quien administre su cuenta.</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>No se ha podido abrir</translation>
    </message>
    <message>
        <source>Something went wrong in the application. Nothing of yours was lost.</source>
        <translation>Se ha producido un error en la aplicación. No se ha perdido nada suyo.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofDialog</name>
    <message>
        <source>This contains characters that cannot be used.</source>
        <translation>Contiene caracteres que no se pueden usar.</translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>Este código no es correcto.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Volver</translation>
    </message>
    <message>
        <source>The address of the login page is not secure, so it was not opened.</source>
        <translation>La dirección de la página de inicio de sesión no es segura, por lo que no se ha abierto.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofForm</name>
    <message>
        <source>Enter the code.</source>
        <translation>Introduzca el código.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Introduzca su contraseña.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthDialog</name>
    <message>
        <source>This is not the right password.</source>
        <translation>Esta no es la contraseña correcta.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you</source>
        <translation>Confirmar que es usted</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>C&amp;errar sesión</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthForm</name>
    <message>
        <source>User:</source>
        <translation>Usuario:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Contraseña:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>Códi&amp;go:</translation>
    </message>
</context>
<context>
    <name>QtLogin::ServerLogin</name>
    <message>
        <source>The login server does not let this application keep you signed in.</source>
        <translation>El servidor de inicio de sesión no permite que esta aplicación mantenga su sesión iniciada.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SessionBanner</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>Se bloqueará en %1 s</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>Confirmar que es usted…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>The login saved on this computer could not be removed. The next time, this application may open without a password. Log in and out again to remove it.</source>
        <translation>No se ha podido eliminar la sesión guardada en este equipo. La próxima vez, esta aplicación podría abrirse sin contraseña. Inicie sesión y ciérrela de nuevo para eliminarla.</translation>
    </message>
    <message>
        <source>This computer cannot save that this application is locked. If it is closed while it is locked, it may open without a password the next time. Log out before you leave.</source>
        <translation>Este equipo no puede guardar que esta aplicación está bloqueada. Si se cierra mientras está bloqueada, la próxima vez podría abrirse sin contraseña. Cierre la sesión antes de irse.</translation>
    </message>
    <message>
        <source>It has been a while: some things here are closed until you confirm it&apos;s you.</source>
        <translation>Ha pasado un tiempo: parte de lo que hay aquí está cerrado hasta que confirme que es usted.</translation>
    </message>
    <message>
        <source>The keychain is locked, so you will have to log in again the next time you start.</source>
        <translation>El depósito de claves está bloqueado, así que tendrá que volver a iniciar sesión la próxima vez.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Iniciar sesión…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambiar la contraseña…</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, change your password.</source>
        <translation>La sesión guardada en este equipo se usó en otro lugar y por eso se ha cerrado. Si no fue usted, cambie su contraseña.</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, log in and change your password.</source>
        <translation>La sesión guardada en este equipo se usó en otro lugar y por eso se ha cerrado. Si no fue usted, inicie sesión y cambie su contraseña.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SqlAccounts</name>
    <message>
        <source>The accounts file %1 cannot be read or written.</source>
        <translation>El archivo de cuentas %1 no se puede leer ni escribir.</translation>
    </message>
    <message>
        <source>The accounts file %1 is missing. Put it back from a backup, or delete %2 to begin without any accounts.</source>
        <translation>Falta el archivo de cuentas %1. Restáurelo desde una copia de seguridad o elimine %2 para empezar sin ninguna cuenta.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be created.</source>
        <translation>El archivo de cuentas %1 no se puede crear.</translation>
    </message>
    <message>
        <source>%1 belongs to another user, so no accounts are kept there. It has been left as it is.</source>
        <translation>%1 pertenece a otro usuario, así que no se guardan cuentas ahí. Se ha dejado como estaba.</translation>
    </message>
    <message>
        <source>Other users can read or change %1, so no accounts are kept there. Close it to them and try again.</source>
        <translation>Otros usuarios pueden leer o modificar %1, así que no se guardan cuentas ahí. Quíteles el acceso y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The accounts file %1 was written by a newer version of this application. It has been left as it is.</source>
        <translation>El archivo de cuentas %1 fue escrito por una versión más reciente de esta aplicación. No se ha modificado.</translation>
    </message>
    <message>
        <source>This user name is taken.</source>
        <translation>Este nombre de usuario ya está en uso.</translation>
    </message>
    <message>
        <source>The accounts file %1 is damaged. It has been left as it is.</source>
        <translation>El archivo de cuentas %1 está dañado. No se ha modificado.</translation>
    </message>
    <message>
        <source>The accounts file %1 is busy. Try again in a moment.</source>
        <translation>El archivo de cuentas %1 está ocupado. Vuelva a intentarlo dentro de un momento.</translation>
    </message>
    <message>
        <source>There is not enough memory for the accounts file %1.</source>
        <translation>No hay memoria suficiente para el archivo de cuentas %1.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be written.</source>
        <translation>El archivo de cuentas %1 no se puede escribir.</translation>
    </message>
    <message>
        <source>There is no space left for the accounts file %1.</source>
        <translation>No queda espacio para el archivo de cuentas %1.</translation>
    </message>
    <message>
        <source>Qt&apos;s plugin for SQLite is not installed.</source>
        <translation>El complemento SQLite de Qt no está instalado.</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>Un nombre tiene como máximo %n carácter.</numerusform>
            <numerusform>Un nombre tiene como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has visible characters only.</source>
        <translation>Un nombre solo tiene caracteres visibles.</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Introduzca un nombre de usuario.</translation>
    </message>
</context>
<context>
    <name>QtLogin::StateFile</name>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>La carpeta %1 no se puede crear.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>El archivo %1 no se puede leer.</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>El archivo %1 está dañado.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version.</source>
        <translation>El archivo %1 fue escrito por una versión más reciente.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>El archivo %1 no se puede escribir.</translation>
    </message>
</context>
<context>
    <name>QtLogin::TypedText</name>
    <message>
        <source>This contains characters that no keyboard can type. Type it instead of pasting it.</source>
        <translation>Contiene caracteres que no se pueden escribir con ningún teclado. Escríbalo en lugar de pegarlo.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaitingForm</name>
    <message>
        <source>QR code of the link</source>
        <translation>Código QR del enlace</translation>
    </message>
    <message>
        <source>Page:</source>
        <translation>Página:</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>Código:</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>A&amp;brir de nuevo</translation>
    </message>
    <message>
        <source>Copy co&amp;de</source>
        <translation>Copiar el có&amp;digo</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>Copiar el en&amp;lace</translation>
    </message>
    <message>
        <source>The code is copied.</source>
        <translation>El código se ha copiado.</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>El enlace se ha copiado.</translation>
    </message>
    <message>
        <source>Your browser could not be opened. Copy the link, and open it there.</source>
        <translation>No se ha podido abrir el navegador. Copie el enlace y ábralo en él.</translation>
    </message>
    <message>
        <source>Continue in your browser. This window waits for you.</source>
        <translation>Continúe en su navegador. Esta ventana le espera.</translation>
    </message>
    <message>
        <source>Open this page on another device. This window waits for you.</source>
        <translation>Abra esta página en otro dispositivo. Esta ventana le espera.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code. This window waits for you.</source>
        <translation>Abra esta página en otro dispositivo e introduzca el código. Esta ventana le espera.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaysForm</name>
    <message>
        <source>Continue in your &amp;browser</source>
        <translation>Continuar en el &amp;navegador</translation>
    </message>
    <message>
        <source>Use a code on another &amp;device</source>
        <translation>Usar un código en otro dis&amp;positivo</translation>
    </message>
    <message>
        <source>Use your pass&amp;word</source>
        <translation>Usar la con&amp;traseña</translation>
    </message>
    <message>
        <source>or</source>
        <translation>o</translation>
    </message>
</context>
<context>
    <name>QtLogin::WindowLock</name>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Bloquear</translation>
    </message>
</context>
</TS>
