<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>QtLogin::AccountButton</name>
    <message>
        <source>Log &amp;in…</source>
        <translation>ログイン(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>ロックを解除(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>ロック(&amp;L)</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>パスワードを変更(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Forget me on this computer</source>
        <translation>このコンピューターのログイン情報を消去(&amp;F)</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>ログアウト(&amp;O)</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>ログインしていません</translation>
    </message>
    <message>
        <source>Account: %1, locked</source>
        <translation>アカウント: %1、ロック中</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>アカウント: %1</translation>
    </message>
    <message>
        <source>Account: not logged in</source>
        <translation>アカウント: ログインしていません</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1 (ロック中)</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>%1 としてログイン中</translation>
    </message>
    <message>
        <source>&amp;Where I stay signed in…</source>
        <translation>ログインしたままの場所(&amp;W)…</translation>
    </message>
</context>
<context>
    <name>QtLogin::AnonymousUser</name>
    <message>
        <source>Guest</source>
        <translation>ゲスト</translation>
    </message>
</context>
<context>
    <name>QtLogin::AuthorizedReply</name>
    <message>
        <source>Please log in first.</source>
        <translation>先にログインしてください。</translation>
    </message>
    <message>
        <source>The login has ended.</source>
        <translation>ログインは終了しました。</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>要求は取り消されました。</translation>
    </message>
    <message>
        <source>What was to be sent is no longer there.</source>
        <translation>送信する内容がなくなっています。</translation>
    </message>
    <message>
        <source>The login had expired, and what was sent cannot be sent a second time. Please try again.</source>
        <translation>ログインの有効期限が切れていました。送信した内容を再送することはできません。もう一度お試しください。</translation>
    </message>
    <message>
        <source>The server points to an address that is not allowed.</source>
        <translation>サーバーが、許可されていないアドレスを指しています。</translation>
    </message>
    <message>
        <source>The server points to too many other addresses.</source>
        <translation>サーバーによる転送が多すぎます。</translation>
    </message>
    <message>
        <source>The server points to another address, and what was sent cannot be sent a second time.</source>
        <translation>サーバーが別のアドレスを指していますが、送信した内容を再送することはできません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::BrowserPage</name>
    <message>
        <source>You are logged in</source>
        <translation>ログインしました</translation>
    </message>
    <message>
        <source>The login did not work</source>
        <translation>ログインできませんでした</translation>
    </message>
    <message>
        <source>The login was cancelled</source>
        <translation>ログインはキャンセルされました</translation>
    </message>
    <message>
        <source>You can close this page and try again in %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>このページを閉じて、%1 でもう一度お試しください。</translation>
    </message>
    <message>
        <source>You can close this page and go back to %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>このページを閉じて、%1 にお戻りください。</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The language of this translation as a tag of BCP 47, such as pt-BR</comment>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordDialog</name>
    <message>
        <source>This is not your current password.</source>
        <translation>現在のパスワードが違います。</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>パスワードを変更</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>パスワードの変更</translation>
    </message>
    <message>
        <source>You will be logged out everywhere else.</source>
        <translation>ほかの場所ではすべてログアウトされます。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordForm</name>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>現在のパスワード(&amp;U):</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>新しいパスワード(&amp;N):</translation>
    </message>
    <message>
        <source>Repeat n&amp;ew password:</source>
        <translation>新しいパスワード (確認)(&amp;E):</translation>
    </message>
    <message>
        <source>Enter your current password.</source>
        <translation>現在のパスワードを入力してください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ClosedSign</name>
    <message>
        <source>Log in to use this.</source>
        <translation>使用するにはログインしてください。</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you to use this.</source>
        <translation>使用するには本人確認をしてください。</translation>
    </message>
    <message>
        <source>Unlock to use this.</source>
        <translation>使用するにはロックを解除してください。</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>ログインしていない方向けの内容です。</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>これを使用する権限がありません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceList</name>
    <message>
        <source>Forget all others</source>
        <translation>ほかのすべてを消去</translation>
    </message>
    <message>
        <source>You do not stay signed in on any computer.</source>
        <translation>ログインしたままのコンピューターはありません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1を消去</translation>
    </message>
    <message>
        <source>Unnamed computer</source>
        <translation>名前のないコンピューター</translation>
    </message>
    <message>
        <source>Last used: %1. Signed in until: %2.</source>
        <translation>最終使用日: %1。ログイン期限: %2。</translation>
    </message>
</context>
<context>
    <name>QtLogin::DevicesDialog</name>
    <message>
        <source>You are not logged in.</source>
        <translation>ログインしていません。</translation>
    </message>
    <message>
        <source>The list cannot be read now. Try again later.</source>
        <translation>今はリストを読み込めません。後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>This cannot be changed now. Try again later.</source>
        <translation>今は変更できません。後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>To forget other computers, enter your password.</source>
        <translation>ほかのコンピューターを消去するには、パスワードを入力してください。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Where you stay signed in</source>
        <translation>ログインしたままの場所</translation>
    </message>
    <message>
        <source>These computers let you in without a password. Where you are forgotten, the next start asks for it.</source>
        <translation>これらのコンピューターではパスワードなしでログインできます。消去すると、次回の起動時にパスワードが必要になります。</translation>
    </message>
</context>
<context>
    <name>QtLogin::Error</name>
    <message>
        <source>There is nothing stored.</source>
        <translation>保存されているものはありません。</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>キーリングがロックされています。</translation>
    </message>
    <message>
        <source>Access was refused.</source>
        <translation>アクセスが拒否されました。</translation>
    </message>
    <message>
        <source>This is not available at the moment.</source>
        <translation>現在利用できません。</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>時間内に応答がありませんでした。</translation>
    </message>
    <message>
        <source>The stored data is damaged.</source>
        <translation>保存されているデータが壊れています。</translation>
    </message>
    <message>
        <source>This was written by a newer version.</source>
        <translation>新しいバージョンで書き込まれたデータです。</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>ユーザー名かパスワードが違います。</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>試行回数が多すぎます。しばらくしてからもう一度お試しください。</translation>
    </message>
    <message>
        <source>One more step is needed.</source>
        <translation>もう 1 つ手順が必要です。</translation>
    </message>
    <message>
        <source>These are another person&apos;s credentials.</source>
        <translation>これはほかの人のログイン情報です。</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>このアカウントは有効ではありません。</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>この操作を行う権限がありません。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>キャンセルされました。</translation>
    </message>
    <message>
        <source>The operation was abandoned.</source>
        <translation>操作は中断されました。</translation>
    </message>
    <message>
        <source>This input is not valid.</source>
        <translation>入力内容が正しくありません。</translation>
    </message>
    <message>
        <source>The application is not set up for this.</source>
        <translation>アプリケーションはこの操作に対応するよう設定されていません。</translation>
    </message>
    <message>
        <source>Something went wrong in the application.</source>
        <translation>アプリケーションで問題が発生しました。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ErrorWords</name>
    <message>
        <source>one second</source>
        <translation>1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>1 分</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n 分</numerusform>
        </translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>1 時間</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n 時間</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1.</source>
        <translation>試行回数が多すぎます。%1後にもう一度お試しください。</translation>
    </message>
    <message>
        <source>There was no answer. Try again.</source>
        <translation>応答がありませんでした。もう一度お試しください。</translation>
    </message>
    <message>
        <source>This cannot be checked now. Try again later.</source>
        <translation>現在確認できません。後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>The login on the other device was cancelled.</source>
        <translation>別のデバイスでのログインはキャンセルされました。</translation>
    </message>
    <message>
        <source>The login in the browser was cancelled.</source>
        <translation>ブラウザーでのログインはキャンセルされました。</translation>
    </message>
    <message>
        <source>The code was not used in time. Try again.</source>
        <translation>コードが時間内に使用されませんでした。もう一度お試しください。</translation>
    </message>
    <message>
        <source>The login in the browser took too long. Try again.</source>
        <translation>ブラウザーでのログインに時間がかかりすぎました。もう一度お試しください。</translation>
    </message>
    <message>
        <source>The login on the other device did not succeed.</source>
        <translation>別のデバイスでのログインに失敗しました。</translation>
    </message>
    <message>
        <source>The login in the browser did not succeed.</source>
        <translation>ブラウザーでのログインに失敗しました。</translation>
    </message>
</context>
<context>
    <name>QtLogin::FieldNote</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>CapsLock がオンになっています。</translation>
    </message>
</context>
<context>
    <name>QtLogin::FirstAccountDialog</name>
    <message>
        <source>Your account has been created, but logging in has failed: %1</source>
        <translation>アカウントは作成されましたが、ログインできませんでした: %1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>ようこそ</translation>
    </message>
    <message>
        <source>Welcome to %1</source>
        <translation>%1 へようこそ</translation>
    </message>
    <message>
        <source>Create the first account to begin.</source>
        <translation>最初のアカウントを作成して始めましょう。</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>QtLogin::FormDialog</name>
    <message>
        <source>Checking…</source>
        <translation>確認しています…</translation>
    </message>
</context>
<context>
    <name>QtLogin::HttpClient</name>
    <message>
        <source>%1 cannot be reached at the moment.</source>
        <translation>現在、%1 に接続できません。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 から時間内に応答がありませんでした。</translation>
    </message>
    <message>
        <source>A secure connection to %1 could not be made.</source>
        <translation>%1 への安全な接続を確立できませんでした。</translation>
    </message>
    <message>
        <source>%1 gave an unexpected answer.</source>
        <translation>%1 から予期しない応答がありました。</translation>
    </message>
    <message>
        <source>The address of the service is not secure.</source>
        <translation>サービスのアドレスは安全ではありません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::IdTokenCheck</name>
    <message>
        <source>The clock of this computer seems to be wrong.</source>
        <translation>このコンピューターの時計が正しくないようです。</translation>
    </message>
    <message>
        <source>The answer of the login server could not be trusted.</source>
        <translation>ログインサーバーの応答を信頼できませんでした。</translation>
    </message>
</context>
<context>
    <name>QtLogin::KeychainStore</name>
    <message>
        <source>No keychain is running on this desktop.</source>
        <translation>このデスクトップではキーリングが動作していません。</translation>
    </message>
    <message>
        <source>The keychain cannot be used while QT_NO_GLIB is set.</source>
        <translation>QT_NO_GLIB が設定されている間は、キーリングを使用できません。</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>キーリングが応答しません。</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in time.</source>
        <translation>時間内にキーリングのロックが解除されませんでした。</translation>
    </message>
    <message>
        <source>The keychain is stuck with an earlier request.</source>
        <translation>キーリングは以前の要求の処理で止まっています。</translation>
    </message>
    <message>
        <source>The keychain did not keep what it was given.</source>
        <translation>キーリングは渡されたデータを保存しませんでした。</translation>
    </message>
    <message>
        <source>The keychain did not delete what it was told to.</source>
        <translation>キーリングは指定されたデータを削除しませんでした。</translation>
    </message>
    <message>
        <source>Default keyring</source>
        <translation>デフォルトのキーリング</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>キーリングを開けませんでした。</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockForm</name>
    <message>
        <source>This is not the right password.</source>
        <translation>パスワードが違います。</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>This session is over. Close the window, and start the application again.</source>
        <translation>このセッションは終了しました。ウィンドウを閉じて、アプリケーションを起動し直してください。</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>ロックを解除すると、元の状態に戻ります。</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>ロックを解除(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>ログアウト(&amp;L)</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 はロック中です</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>別のユーザー(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginDialog</name>
    <message>
        <source>Log in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>%1 にログイン</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>ユーザー名(&amp;U):</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>パスワード(&amp;P):</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>コード(&amp;C):</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>ログインしたままにする(&amp;K)</translation>
    </message>
    <message>
        <source>C&amp;reate account…</source>
        <translation>アカウントを作成(&amp;R)…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>ユーザー名を入力してください。</translation>
    </message>
    <message>
        <source>&amp;Forgot your password?</source>
        <translation>パスワードをお忘れですか?(&amp;F)</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginManager</name>
    <message>
        <source>To lock what is open</source>
        <translation>開いているものをロックするため</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>続けるにはパスワードを入力してください。</translation>
    </message>
    <message>
        <source>No user is logged in.</source>
        <translation>ログインしている人はいません。</translation>
    </message>
    <message>
        <source>The session is not locked.</source>
        <translation>セッションはロックされていません。</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>ログインしていない方向けの内容です。</translation>
    </message>
    <message>
        <source>The account is not available.</source>
        <translation>アカウントを利用できません。</translation>
    </message>
    <message>
        <source>No device remembers you any more. Where you are logged in right now, you stay logged in until the application there is closed.</source>
        <translation>どのデバイスにもログイン情報は保存されていません。現在ログインしている場所では、そのアプリケーションが閉じられるまでログインしたままです。</translation>
    </message>
    <message>
        <source>This application keeps nobody signed in.</source>
        <translation>このアプリケーションではログインしたままにできません。</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so you will have to log in again the next time you start.</source>
        <translation>このコンピューターにはキーリングがないため、次回の起動時にもう一度ログインする必要があります。</translation>
    </message>
    <message>
        <source>The keychain was not opened, so you will have to log in again the next time you start.</source>
        <translation>キーリングを開けなかったため、次回の起動時にもう一度ログインする必要があります。</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>続けるには本人確認をしてください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoopbackReceiver</name>
    <message>
        <source>The browser cannot be connected to this application.</source>
        <translation>ブラウザーをこのアプリケーションに接続できません。</translation>
    </message>
    <message>
        <source>The browser did not come back in time.</source>
        <translation>ブラウザーから時間内に応答がありませんでした。</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountDialog</name>
    <message>
        <source>Create account</source>
        <translation>アカウントを作成</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>アカウントの作成</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>ユーザー名(&amp;U):</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>パスワード(&amp;P):</translation>
    </message>
    <message>
        <source>Repeat p&amp;assword:</source>
        <translation>パスワード (確認)(&amp;A):</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>ログインしたままにする(&amp;K)</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>ユーザー名を入力してください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewPasswordPair</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>2 つのパスワードが一致しません。</translation>
    </message>
    <message>
        <source>Enter the password once more.</source>
        <translation>パスワードをもう一度入力してください。</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
    <message>
        <source>This password can be used. Longer is safer.</source>
        <translation>このパスワードは使えます。長いほど安全です。</translation>
    </message>
</context>
<context>
    <name>QtLogin::OidcProvider</name>
    <message>
        <source>Continue in your browser.</source>
        <translation>ブラウザーで続けてください。</translation>
    </message>
    <message>
        <source>This application is not set up for the login server.</source>
        <translation>このアプリケーションはログインサーバーに設定されていません。</translation>
    </message>
    <message>
        <source>The login server has refused the login.</source>
        <translation>ログインサーバーがログインを拒否しました。</translation>
    </message>
    <message>
        <source>The login server is busy. Please try again later.</source>
        <translation>ログインサーバーが混み合っています。後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>The login has taken too long. Please try again.</source>
        <translation>ログインに時間がかかりすぎました。もう一度お試しください。</translation>
    </message>
    <message>
        <source>The login server offers no login on another device.</source>
        <translation>ログインサーバーは、別のデバイスでのログインに対応していません。</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code.</source>
        <translation>別のデバイスでこのページを開き、コードを入力してください。</translation>
    </message>
    <message>
        <source>You are logged out on this computer. Where else you are logged in, you can log out there, or on the page of the login server.</source>
        <translation>このコンピューターからログアウトしました。ほかでログインしている場合は、そこで、またはログインサーバーのページでログアウトできます。</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>Hide the characters</source>
        <translation>文字を隠す</translation>
    </message>
    <message>
        <source>Show the characters</source>
        <translation>文字を表示</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordHasher</name>
    <message>
        <source>There is not enough memory to check the password. Close other applications and try again.</source>
        <translation>メモリー不足のため、パスワードを確認できません。ほかのアプリケーションを閉じてから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordPolicy</name>
    <message numerus="yes">
        <source>Use at most %n characters.</source>
        <translation>
            <numerusform>%n 文字以内にしてください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters; a sentence is easy to remember.</source>
        <translation>
            <numerusform>%n 文字以上にしてください。文章にすると覚えやすくなります。</numerusform>
        </translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>ユーザー名と同じパスワードは使用できません。</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>このパスワードは推測されやすいため使用できません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::Placeholder</name>
    <message>
        <source>Log in to go on</source>
        <translation>続けるにはログインしてください</translation>
    </message>
    <message>
        <source>This is here for you once you have logged in.</source>
        <translation>ログインすると表示されます。</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>ログイン…</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>ご本人ですか?</translation>
    </message>
    <message>
        <source>It has been a while. Confirm it&apos;s you, and everything is as you left it.</source>
        <translation>しばらく時間がたちました。ご本人であることを確認すると、元の状態に戻ります。</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>本人確認…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>ロックを解除すると、元の状態に戻ります。</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>ロックを解除…</translation>
    </message>
    <message>
        <source>You are logged in already</source>
        <translation>すでにログインしています</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>ログインしていない方向けの内容です。</translation>
    </message>
    <message>
        <source>You do not have access to this</source>
        <translation>この内容にアクセスする権限がありません</translation>
    </message>
    <message>
        <source>Ask whoever looks after your account if you need it.</source>
        <translation>必要な場合は、アカウントの管理者にお問い合わせください。</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>開くことができませんでした</translation>
    </message>
    <message>
        <source>Something went wrong in the application. Nothing of yours was lost.</source>
        <translation>アプリケーションで問題が発生しました。お客様のデータは失われていません。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofDialog</name>
    <message>
        <source>This contains characters that cannot be used.</source>
        <translation>使用できない文字が含まれています。</translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>コードが違います。</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>The address of the login page is not secure, so it was not opened.</source>
        <translation>ログインページのアドレスが安全でないため、開きませんでした。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofForm</name>
    <message>
        <source>Enter the code.</source>
        <translation>コードを入力してください。</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthDialog</name>
    <message>
        <source>This is not the right password.</source>
        <translation>パスワードが違います。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you</source>
        <translation>本人確認</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>ログアウト(&amp;L)</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthForm</name>
    <message>
        <source>User:</source>
        <translation>ユーザー:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>パスワード(&amp;P):</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>コード(&amp;C):</translation>
    </message>
</context>
<context>
    <name>QtLogin::ServerLogin</name>
    <message>
        <source>The login server does not let this application keep you signed in.</source>
        <translation>ログインサーバーは、このアプリケーションがログイン状態を保つことを許可していません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::SessionBanner</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>あと %1 秒でロックします</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>本人確認…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>The login saved on this computer could not be removed. The next time, this application may open without a password. Log in and out again to remove it.</source>
        <translation>このコンピューターに保存されたログイン情報を削除できませんでした。次回、このアプリケーションはパスワードなしで開く可能性があります。削除するには、もう一度ログインしてからログアウトしてください。</translation>
    </message>
    <message>
        <source>This computer cannot save that this application is locked. If it is closed while it is locked, it may open without a password the next time. Log out before you leave.</source>
        <translation>このアプリケーションがロックされていることを、このコンピューターに保存できません。ロック中に終了すると、次回はパスワードなしで開く可能性があります。席を離れる前にログアウトしてください。</translation>
    </message>
    <message>
        <source>It has been a while: some things here are closed until you confirm it&apos;s you.</source>
        <translation>しばらく時間がたちました: 本人確認をするまで、一部の内容は閉じられています。</translation>
    </message>
    <message>
        <source>The keychain is locked, so you will have to log in again the next time you start.</source>
        <translation>キーリングがロックされているため、次回の起動時にもう一度ログインする必要があります。</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>ログイン…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>パスワードを変更…</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, change your password.</source>
        <translation>このコンピューターに保存されたログインが別の場所で使われたため、無効になりました。心当たりがない場合は、パスワードを変更してください。</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, log in and change your password.</source>
        <translation>このコンピューターに保存されたログインが別の場所で使われたため、無効になりました。心当たりがない場合は、ログインしてパスワードを変更してください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::SqlAccounts</name>
    <message>
        <source>The accounts file %1 cannot be read or written.</source>
        <translation>アカウントファイル %1 を読み書きできません。</translation>
    </message>
    <message>
        <source>The accounts file %1 is missing. Put it back from a backup, or delete %2 to begin without any accounts.</source>
        <translation>アカウントファイル %1 が見つかりません。バックアップから復元するか、%2 を削除してアカウントなしで始めてください。</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be created.</source>
        <translation>アカウントファイル %1 を作成できません。</translation>
    </message>
    <message>
        <source>%1 belongs to another user, so no accounts are kept there. It has been left as it is.</source>
        <translation>%1 は別のユーザーのものであるため、アカウントの保存には使用されません。内容は変更されていません。</translation>
    </message>
    <message>
        <source>Other users can read or change %1, so no accounts are kept there. Close it to them and try again.</source>
        <translation>%1 は他のユーザーが読み取りまたは変更できるため、アカウントの保存には使用されません。アクセスできないようにしてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The accounts file %1 was written by a newer version of this application. It has been left as it is.</source>
        <translation>アカウントファイル %1 は、このアプリケーションの新しいバージョンで書き込まれています。ファイルは変更されていません。</translation>
    </message>
    <message>
        <source>This user name is taken.</source>
        <translation>このユーザー名はすでに使われています。</translation>
    </message>
    <message>
        <source>The accounts file %1 is damaged. It has been left as it is.</source>
        <translation>アカウントファイル %1 は壊れています。ファイルは変更されていません。</translation>
    </message>
    <message>
        <source>The accounts file %1 is busy. Try again in a moment.</source>
        <translation>アカウントファイル %1 は使用中です。少し待ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>There is not enough memory for the accounts file %1.</source>
        <translation>アカウントファイル %1 のためのメモリーが不足しています。</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be written.</source>
        <translation>アカウントファイル %1 に書き込めません。</translation>
    </message>
    <message>
        <source>There is no space left for the accounts file %1.</source>
        <translation>アカウントファイル %1 のための空き容量がありません。</translation>
    </message>
    <message>
        <source>Qt&apos;s plugin for SQLite is not installed.</source>
        <translation>Qt の SQLite プラグインがインストールされていません。</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>名前は %n 文字以内です。</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has visible characters only.</source>
        <translation>名前に使えるのは表示できる文字だけです。</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>ユーザー名を入力してください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::StateFile</name>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>フォルダー %1 を作成できません。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>ファイル %1 を読み取れません。</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>ファイル %1 は壊れています。</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version.</source>
        <translation>ファイル %1 は新しいバージョンで書き込まれています。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>ファイル %1 に書き込めません。</translation>
    </message>
</context>
<context>
    <name>QtLogin::TypedText</name>
    <message>
        <source>This contains characters that no keyboard can type. Type it instead of pasting it.</source>
        <translation>キーボードでは入力できない文字が含まれています。貼り付けずに入力してください。</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaitingForm</name>
    <message>
        <source>QR code of the link</source>
        <translation>リンクの QR コード</translation>
    </message>
    <message>
        <source>Page:</source>
        <translation>ページ:</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>コード:</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>もう一度開く(&amp;O)</translation>
    </message>
    <message>
        <source>Copy co&amp;de</source>
        <translation>コードをコピー(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>リンクをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>The code is copied.</source>
        <translation>コードをコピーしました。</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>リンクをコピーしました。</translation>
    </message>
    <message>
        <source>Your browser could not be opened. Copy the link, and open it there.</source>
        <translation>ブラウザーを開けませんでした。リンクをコピーして、ブラウザーで開いてください。</translation>
    </message>
    <message>
        <source>Continue in your browser. This window waits for you.</source>
        <translation>ブラウザーで続けてください。このウィンドウはそのまま待機します。</translation>
    </message>
    <message>
        <source>Open this page on another device. This window waits for you.</source>
        <translation>別のデバイスでこのページを開いてください。このウィンドウはそのまま待機します。</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code. This window waits for you.</source>
        <translation>別のデバイスでこのページを開き、コードを入力してください。このウィンドウはそのまま待機します。</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaysForm</name>
    <message>
        <source>Continue in your &amp;browser</source>
        <translation>ブラウザーで続ける(&amp;B)</translation>
    </message>
    <message>
        <source>Use a code on another &amp;device</source>
        <translation>別のデバイスでコードを使う(&amp;D)</translation>
    </message>
    <message>
        <source>Use your pass&amp;word</source>
        <translation>パスワードを使う(&amp;W)</translation>
    </message>
    <message>
        <source>or</source>
        <translation>または</translation>
    </message>
</context>
<context>
    <name>QtLogin::WindowLock</name>
    <message>
        <source>&amp;Lock</source>
        <translation>ロック(&amp;L)</translation>
    </message>
</context>
</TS>
