<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QtLogin::AccountButton</name>
    <message>
        <source>Log &amp;in…</source>
        <translation>登录(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>解锁(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>更改密码(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Forget me on this computer</source>
        <translation>在此计算机上不再记住我(&amp;F)</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>退出登录(&amp;O)</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Account: %1, locked</source>
        <translation>账户：%1，已锁定</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>账户：%1</translation>
    </message>
    <message>
        <source>Account: not logged in</source>
        <translation>账户：未登录</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1（已锁定）</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>已登录为 %1</translation>
    </message>
    <message>
        <source>&amp;Where I stay signed in…</source>
        <translation>我保持登录的位置(&amp;W)…</translation>
    </message>
</context>
<context>
    <name>QtLogin::AnonymousUser</name>
    <message>
        <source>Guest</source>
        <translation>访客</translation>
    </message>
</context>
<context>
    <name>QtLogin::AuthorizedReply</name>
    <message>
        <source>Please log in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>The login has ended.</source>
        <translation>登录已结束。</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>请求已取消。</translation>
    </message>
    <message>
        <source>What was to be sent is no longer there.</source>
        <translation>要发送的内容已不存在。</translation>
    </message>
    <message>
        <source>The login had expired, and what was sent cannot be sent a second time. Please try again.</source>
        <translation>登录已过期，已发送的内容无法再次发送。请重试。</translation>
    </message>
    <message>
        <source>The server points to an address that is not allowed.</source>
        <translation>服务器指向了一个不被允许的地址。</translation>
    </message>
    <message>
        <source>The server points to too many other addresses.</source>
        <translation>服务器转向的其他地址过多。</translation>
    </message>
    <message>
        <source>The server points to another address, and what was sent cannot be sent a second time.</source>
        <translation>服务器指向了另一个地址，而已发送的内容无法再次发送。</translation>
    </message>
</context>
<context>
    <name>QtLogin::BrowserPage</name>
    <message>
        <source>You are logged in</source>
        <translation>您已登录</translation>
    </message>
    <message>
        <source>The login did not work</source>
        <translation>登录未成功</translation>
    </message>
    <message>
        <source>The login was cancelled</source>
        <translation>登录已取消</translation>
    </message>
    <message>
        <source>You can close this page and try again in %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>您可以关闭此页面，然后在 %1 中重试。</translation>
    </message>
    <message>
        <source>You can close this page and go back to %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>您可以关闭此页面并返回 %1。</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The language of this translation as a tag of BCP 47, such as pt-BR</comment>
        <translation>zh-CN</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordDialog</name>
    <message>
        <source>This is not your current password.</source>
        <translation>这不是您当前的密码。</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>更改您的密码</translation>
    </message>
    <message>
        <source>You will be logged out everywhere else.</source>
        <translation>您在其他所有地方的登录都将退出。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordForm</name>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>当前密码(&amp;U)：</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>新密码(&amp;N)：</translation>
    </message>
    <message>
        <source>Repeat n&amp;ew password:</source>
        <translation>再次输入新密码(&amp;E)：</translation>
    </message>
    <message>
        <source>Enter your current password.</source>
        <translation>请输入您当前的密码。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ClosedSign</name>
    <message>
        <source>Log in to use this.</source>
        <translation>登录后即可使用。</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you to use this.</source>
        <translation>请确认是您本人，然后再使用。</translation>
    </message>
    <message>
        <source>Unlock to use this.</source>
        <translation>解锁后即可使用。</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>此内容仅供未登录的用户使用。</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>您无权使用此功能。</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceList</name>
    <message>
        <source>Forget all others</source>
        <translation>忘记其他所有计算机</translation>
    </message>
    <message>
        <source>You do not stay signed in on any computer.</source>
        <translation>您没有在任何计算机上保持登录。</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>这台计算机</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>忘记 %1</translation>
    </message>
    <message>
        <source>Unnamed computer</source>
        <translation>未命名的计算机</translation>
    </message>
    <message>
        <source>Last used: %1. Signed in until: %2.</source>
        <translation>上次使用：%1。保持登录至：%2。</translation>
    </message>
</context>
<context>
    <name>QtLogin::DevicesDialog</name>
    <message>
        <source>You are not logged in.</source>
        <translation>您尚未登录。</translation>
    </message>
    <message>
        <source>The list cannot be read now. Try again later.</source>
        <translation>现在无法读取列表。请稍后重试。</translation>
    </message>
    <message>
        <source>This cannot be changed now. Try again later.</source>
        <translation>现在无法更改。请稍后重试。</translation>
    </message>
    <message>
        <source>To forget other computers, enter your password.</source>
        <translation>要忘记其他计算机，请输入密码。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Where you stay signed in</source>
        <translation>您保持登录的位置</translation>
    </message>
    <message>
        <source>These computers let you in without a password. Where you are forgotten, the next start asks for it.</source>
        <translation>这些计算机无需密码即可让您登录。被忘记的计算机在下次启动时会要求输入密码。</translation>
    </message>
</context>
<context>
    <name>QtLogin::Error</name>
    <message>
        <source>There is nothing stored.</source>
        <translation>没有保存任何内容。</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>密钥环已锁定。</translation>
    </message>
    <message>
        <source>Access was refused.</source>
        <translation>访问被拒绝。</translation>
    </message>
    <message>
        <source>This is not available at the moment.</source>
        <translation>目前不可用。</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>未在规定时间内收到响应。</translation>
    </message>
    <message>
        <source>The stored data is damaged.</source>
        <translation>保存的数据已损坏。</translation>
    </message>
    <message>
        <source>This was written by a newer version.</source>
        <translation>此内容由更新的版本写入。</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>用户名或密码不正确。</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>尝试次数过多。请稍后再试。</translation>
    </message>
    <message>
        <source>One more step is needed.</source>
        <translation>还需要一个步骤。</translation>
    </message>
    <message>
        <source>These are another person&apos;s credentials.</source>
        <translation>这是他人的登录凭据。</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>此账户未启用。</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>您无权执行此操作。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The operation was abandoned.</source>
        <translation>操作已中止。</translation>
    </message>
    <message>
        <source>This input is not valid.</source>
        <translation>输入无效。</translation>
    </message>
    <message>
        <source>The application is not set up for this.</source>
        <translation>应用程序未针对此操作进行配置。</translation>
    </message>
    <message>
        <source>Something went wrong in the application.</source>
        <translation>应用程序出现问题。</translation>
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
        <translation>1 分钟</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>1 小时</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1.</source>
        <translation>尝试次数过多。请在 %1后重试。</translation>
    </message>
    <message>
        <source>There was no answer. Try again.</source>
        <translation>没有收到响应。请重试。</translation>
    </message>
    <message>
        <source>This cannot be checked now. Try again later.</source>
        <translation>目前无法验证。请稍后再试。</translation>
    </message>
    <message>
        <source>The login on the other device was cancelled.</source>
        <translation>另一台设备上的登录已取消。</translation>
    </message>
    <message>
        <source>The login in the browser was cancelled.</source>
        <translation>浏览器中的登录已取消。</translation>
    </message>
    <message>
        <source>The code was not used in time. Try again.</source>
        <translation>验证码未在规定时间内使用。请重试。</translation>
    </message>
    <message>
        <source>The login in the browser took too long. Try again.</source>
        <translation>浏览器中的登录用时过长。请重试。</translation>
    </message>
    <message>
        <source>The login on the other device did not succeed.</source>
        <translation>另一台设备上的登录未成功。</translation>
    </message>
    <message>
        <source>The login in the browser did not succeed.</source>
        <translation>浏览器中的登录未成功。</translation>
    </message>
</context>
<context>
    <name>QtLogin::FieldNote</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已打开。</translation>
    </message>
</context>
<context>
    <name>QtLogin::FirstAccountDialog</name>
    <message>
        <source>Your account has been created, but logging in has failed: %1</source>
        <translation>您的账户已创建，但登录失败：%1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Welcome to %1</source>
        <translation>欢迎使用 %1</translation>
    </message>
    <message>
        <source>Create the first account to begin.</source>
        <translation>请创建第一个账户以开始使用。</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>QtLogin::FormDialog</name>
    <message>
        <source>Checking…</source>
        <translation>正在验证…</translation>
    </message>
</context>
<context>
    <name>QtLogin::HttpClient</name>
    <message>
        <source>%1 cannot be reached at the moment.</source>
        <translation>目前无法连接到 %1。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 未及时响应。</translation>
    </message>
    <message>
        <source>A secure connection to %1 could not be made.</source>
        <translation>无法与 %1 建立安全连接。</translation>
    </message>
    <message>
        <source>%1 gave an unexpected answer.</source>
        <translation>%1 返回了意外的响应。</translation>
    </message>
    <message>
        <source>The address of the service is not secure.</source>
        <translation>服务的地址不安全。</translation>
    </message>
</context>
<context>
    <name>QtLogin::IdTokenCheck</name>
    <message>
        <source>The clock of this computer seems to be wrong.</source>
        <translation>此计算机的时钟似乎不正确。</translation>
    </message>
    <message>
        <source>The answer of the login server could not be trusted.</source>
        <translation>无法信任登录服务器的回答。</translation>
    </message>
</context>
<context>
    <name>QtLogin::KeychainStore</name>
    <message>
        <source>No keychain is running on this desktop.</source>
        <translation>此桌面上没有运行密钥环。</translation>
    </message>
    <message>
        <source>The keychain cannot be used while QT_NO_GLIB is set.</source>
        <translation>设置了 QT_NO_GLIB 时无法使用密钥环。</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>密钥环没有响应。</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in time.</source>
        <translation>未在规定时间内解锁密钥环。</translation>
    </message>
    <message>
        <source>The keychain is stuck with an earlier request.</source>
        <translation>密钥环仍卡在之前的请求上。</translation>
    </message>
    <message>
        <source>The keychain did not keep what it was given.</source>
        <translation>密钥环没有保存交给它的内容。</translation>
    </message>
    <message>
        <source>The keychain did not delete what it was told to.</source>
        <translation>密钥环没有删除要求其删除的内容。</translation>
    </message>
    <message>
        <source>Default keyring</source>
        <translation>默认密钥环</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>密钥环未打开。</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockForm</name>
    <message>
        <source>This is not the right password.</source>
        <translation>密码不正确。</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>This session is over. Close the window, and start the application again.</source>
        <translation>此会话已结束。请关闭窗口并重新启动应用程序。</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>解锁后，一切都会保持您离开时的样子。</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>解锁(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>退出登录(&amp;L)</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 已锁定</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>其他用户(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginDialog</name>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>登录 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>用户名(&amp;U)：</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>密码(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>验证码(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>保持登录状态(&amp;K)</translation>
    </message>
    <message>
        <source>C&amp;reate account…</source>
        <translation>创建账户(&amp;R)…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>请输入您的用户名。</translation>
    </message>
    <message>
        <source>&amp;Forgot your password?</source>
        <translation>忘记密码？(&amp;F)</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginManager</name>
    <message>
        <source>To lock what is open</source>
        <translation>锁定已打开的内容</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>请输入您的密码以继续。</translation>
    </message>
    <message>
        <source>No user is logged in.</source>
        <translation>没有用户登录。</translation>
    </message>
    <message>
        <source>The session is not locked.</source>
        <translation>会话未锁定。</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>此内容仅供未登录的用户使用。</translation>
    </message>
    <message>
        <source>The account is not available.</source>
        <translation>此账户不可用。</translation>
    </message>
    <message>
        <source>No device remembers you any more. Where you are logged in right now, you stay logged in until the application there is closed.</source>
        <translation>所有设备都不再记住您。您当前已登录的地方会保持登录，直到那里的应用程序关闭。</translation>
    </message>
    <message>
        <source>This application keeps nobody signed in.</source>
        <translation>此应用程序不支持保持登录状态。</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so you will have to log in again the next time you start.</source>
        <translation>此计算机上没有密钥环，因此下次启动时您需要重新登录。</translation>
    </message>
    <message>
        <source>The keychain was not opened, so you will have to log in again the next time you start.</source>
        <translation>密钥环未打开，因此下次启动时您需要重新登录。</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>请确认是您本人以继续。</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoopbackReceiver</name>
    <message>
        <source>The browser cannot be connected to this application.</source>
        <translation>浏览器无法连接到此应用程序。</translation>
    </message>
    <message>
        <source>The browser did not come back in time.</source>
        <translation>浏览器未及时返回。</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountDialog</name>
    <message>
        <source>Create account</source>
        <translation>创建账户</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>创建账户</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>用户名(&amp;U)：</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>密码(&amp;P)：</translation>
    </message>
    <message>
        <source>Repeat p&amp;assword:</source>
        <translation>再次输入密码(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>保持登录状态(&amp;K)</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>请输入用户名。</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewPasswordPair</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
        <source>Enter the password once more.</source>
        <translation>请再次输入密码。</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>This password can be used. Longer is safer.</source>
        <translation>可以使用此密码。越长越安全。</translation>
    </message>
</context>
<context>
    <name>QtLogin::OidcProvider</name>
    <message>
        <source>Continue in your browser.</source>
        <translation>请在浏览器中继续。</translation>
    </message>
    <message>
        <source>This application is not set up for the login server.</source>
        <translation>此应用程序尚未针对登录服务器进行设置。</translation>
    </message>
    <message>
        <source>The login server has refused the login.</source>
        <translation>登录服务器拒绝了登录。</translation>
    </message>
    <message>
        <source>The login server is busy. Please try again later.</source>
        <translation>登录服务器繁忙。请稍后再试。</translation>
    </message>
    <message>
        <source>The login has taken too long. Please try again.</source>
        <translation>登录耗时过长。请重试。</translation>
    </message>
    <message>
        <source>The login server offers no login on another device.</source>
        <translation>登录服务器不支持在其他设备上登录。</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code.</source>
        <translation>请在其他设备上打开此页面并输入代码。</translation>
    </message>
    <message>
        <source>You are logged out on this computer. Where else you are logged in, you can log out there, or on the page of the login server.</source>
        <translation>您已在此计算机上退出登录。如果您还在其他地方登录，可以在那里或在登录服务器的页面上退出。</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Hide the characters</source>
        <translation>隐藏字符</translation>
    </message>
    <message>
        <source>Show the characters</source>
        <translation>显示字符</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordHasher</name>
    <message>
        <source>There is not enough memory to check the password. Close other applications and try again.</source>
        <translation>内存不足，无法验证密码。请关闭其他应用程序后重试。</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordPolicy</name>
    <message numerus="yes">
        <source>Use at most %n characters.</source>
        <translation>
            <numerusform>最多使用 %n 个字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters; a sentence is easy to remember.</source>
        <translation>
            <numerusform>至少使用 %n 个字符；用一句话作密码更容易记住。</numerusform>
        </translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>密码不能与用户名相同。</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>此密码太容易被猜到。</translation>
    </message>
</context>
<context>
    <name>QtLogin::Placeholder</name>
    <message>
        <source>Log in to go on</source>
        <translation>请登录以继续</translation>
    </message>
    <message>
        <source>This is here for you once you have logged in.</source>
        <translation>登录后即可查看此内容。</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>还是您本人吗？</translation>
    </message>
    <message>
        <source>It has been a while. Confirm it&apos;s you, and everything is as you left it.</source>
        <translation>已经过了一段时间。请确认是您本人，一切都会保持您离开时的样子。</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>确认是您本人…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>解锁后，一切都会保持您离开时的样子。</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>You are logged in already</source>
        <translation>您已登录</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>此内容仅供未登录的用户使用。</translation>
    </message>
    <message>
        <source>You do not have access to this</source>
        <translation>您无权访问此内容</translation>
    </message>
    <message>
        <source>Ask whoever looks after your account if you need it.</source>
        <translation>如果需要，请联系您的账户管理员。</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>无法打开此内容</translation>
    </message>
    <message>
        <source>Something went wrong in the application. Nothing of yours was lost.</source>
        <translation>应用程序出现问题。您的内容没有丢失。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofDialog</name>
    <message>
        <source>This contains characters that cannot be used.</source>
        <translation>其中包含不能使用的字符。</translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>验证码不正确。</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>The address of the login page is not secure, so it was not opened.</source>
        <translation>登录页面的地址不安全，因此未打开。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofForm</name>
    <message>
        <source>Enter the code.</source>
        <translation>请输入验证码。</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>请输入您的密码。</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthDialog</name>
    <message>
        <source>This is not the right password.</source>
        <translation>密码不正确。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you</source>
        <translation>确认是您本人</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>退出登录(&amp;L)</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthForm</name>
    <message>
        <source>User:</source>
        <translation>用户：</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>密码(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>验证码(&amp;C)：</translation>
    </message>
</context>
<context>
    <name>QtLogin::ServerLogin</name>
    <message>
        <source>The login server does not let this application keep you signed in.</source>
        <translation>登录服务器不允许此应用程序保持您的登录状态。</translation>
    </message>
</context>
<context>
    <name>QtLogin::SessionBanner</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>将在 %1 秒后锁定</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>确认是您本人…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>继续使用</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>The login saved on this computer could not be removed. The next time, this application may open without a password. Log in and out again to remove it.</source>
        <translation>无法删除保存在此计算机上的登录信息。下次此应用程序可能无需密码即可打开。请重新登录并退出登录以将其删除。</translation>
    </message>
    <message>
        <source>This computer cannot save that this application is locked. If it is closed while it is locked, it may open without a password the next time. Log out before you leave.</source>
        <translation>此计算机无法保存此应用程序的锁定状态。如果在锁定时关闭它，下次可能无需密码即可打开。离开前请退出登录。</translation>
    </message>
    <message>
        <source>It has been a while: some things here are closed until you confirm it&apos;s you.</source>
        <translation>已经过了一段时间：在确认是您本人之前，部分内容已关闭。</translation>
    </message>
    <message>
        <source>The keychain is locked, so you will have to log in again the next time you start.</source>
        <translation>密钥环已锁定，因此下次启动时您需要重新登录。</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>更改密码…</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, change your password.</source>
        <translation>保存在此计算机上的登录已在其他地方被使用，因此已失效。如果不是您本人所为，请更改密码。</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, log in and change your password.</source>
        <translation>保存在此计算机上的登录已在其他地方被使用，因此已失效。如果不是您本人所为，请登录并更改密码。</translation>
    </message>
</context>
<context>
    <name>QtLogin::SqlAccounts</name>
    <message>
        <source>The accounts file %1 cannot be read or written.</source>
        <translation>账户文件 %1 无法读取或写入。</translation>
    </message>
    <message>
        <source>The accounts file %1 is missing. Put it back from a backup, or delete %2 to begin without any accounts.</source>
        <translation>找不到账户文件 %1。请从备份中恢复，或删除 %2 以便在没有任何账户的情况下重新开始。</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be created.</source>
        <translation>无法创建账户文件 %1。</translation>
    </message>
    <message>
        <source>%1 belongs to another user, so no accounts are kept there. It has been left as it is.</source>
        <translation>%1 属于其他用户，因此不在其中保存帐户。其内容未被更改。</translation>
    </message>
    <message>
        <source>Other users can read or change %1, so no accounts are kept there. Close it to them and try again.</source>
        <translation>其他用户可以读取或更改 %1，因此不在其中保存帐户。请取消他们的访问权限，然后重试。</translation>
    </message>
    <message>
        <source>The accounts file %1 was written by a newer version of this application. It has been left as it is.</source>
        <translation>账户文件 %1 由此应用程序的更新版本写入，已保持原样。</translation>
    </message>
    <message>
        <source>This user name is taken.</source>
        <translation>此用户名已被使用。</translation>
    </message>
    <message>
        <source>The accounts file %1 is damaged. It has been left as it is.</source>
        <translation>账户文件 %1 已损坏，已保持原样。</translation>
    </message>
    <message>
        <source>The accounts file %1 is busy. Try again in a moment.</source>
        <translation>账户文件 %1 正忙。请稍后重试。</translation>
    </message>
    <message>
        <source>There is not enough memory for the accounts file %1.</source>
        <translation>内存不足，无法处理账户文件 %1。</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be written.</source>
        <translation>无法写入账户文件 %1。</translation>
    </message>
    <message>
        <source>There is no space left for the accounts file %1.</source>
        <translation>没有剩余空间可用于账户文件 %1。</translation>
    </message>
    <message>
        <source>Qt&apos;s plugin for SQLite is not installed.</source>
        <translation>未安装 Qt 的 SQLite 插件。</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>名称最多包含 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has visible characters only.</source>
        <translation>名称只能包含可见字符。</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>请输入用户名。</translation>
    </message>
</context>
<context>
    <name>QtLogin::StateFile</name>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>文件 %1 已损坏。</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version.</source>
        <translation>文件 %1 由更新的版本写入。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
</context>
<context>
    <name>QtLogin::TypedText</name>
    <message>
        <source>This contains characters that no keyboard can type. Type it instead of pasting it.</source>
        <translation>其中含有任何键盘都无法输入的字符。请手动输入，不要粘贴。</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaitingForm</name>
    <message>
        <source>QR code of the link</source>
        <translation>链接的二维码</translation>
    </message>
    <message>
        <source>Page:</source>
        <translation>页面：</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>验证码：</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>再次打开(&amp;O)</translation>
    </message>
    <message>
        <source>Copy co&amp;de</source>
        <translation>复制验证码(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>复制链接(&amp;C)</translation>
    </message>
    <message>
        <source>The code is copied.</source>
        <translation>验证码已复制。</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>链接已复制。</translation>
    </message>
    <message>
        <source>Your browser could not be opened. Copy the link, and open it there.</source>
        <translation>无法打开浏览器。请复制链接并在浏览器中打开。</translation>
    </message>
    <message>
        <source>Continue in your browser. This window waits for you.</source>
        <translation>请在浏览器中继续。此窗口会等待您。</translation>
    </message>
    <message>
        <source>Open this page on another device. This window waits for you.</source>
        <translation>请在另一台设备上打开此页面。此窗口会等待您。</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code. This window waits for you.</source>
        <translation>请在另一台设备上打开此页面并输入验证码。此窗口会等待您。</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaysForm</name>
    <message>
        <source>Continue in your &amp;browser</source>
        <translation>在浏览器中继续(&amp;B)</translation>
    </message>
    <message>
        <source>Use a code on another &amp;device</source>
        <translation>在另一台设备上使用验证码(&amp;D)</translation>
    </message>
    <message>
        <source>Use your pass&amp;word</source>
        <translation>使用密码(&amp;W)</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
</context>
<context>
    <name>QtLogin::WindowLock</name>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
</context>
</TS>
