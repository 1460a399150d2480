<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>QtLogin::AccountButton</name>
    <message>
        <source>Log &amp;in…</source>
        <translation>تسجيل &amp;الدخول…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>فك &amp;القفل…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;إقفال</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>تغيير كلمة المرو&amp;ر…</translation>
    </message>
    <message>
        <source>&amp;Forget me on this computer</source>
        <translation>&amp;انسَني على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>تسجيل الخر&amp;وج</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>لم يُسجَّل الدخول</translation>
    </message>
    <message>
        <source>Account: %1, locked</source>
        <translation>الحساب: %1، مقفل</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>الحساب: %1</translation>
    </message>
    <message>
        <source>Account: not logged in</source>
        <translation>الحساب: لم يُسجَّل الدخول</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1 (مقفل)</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>مسجَّل الدخول باسم %1</translation>
    </message>
    <message>
        <source>&amp;Where I stay signed in…</source>
        <translation>أين &amp;أبقى مسجَّل الدخول…</translation>
    </message>
</context>
<context>
    <name>QtLogin::AnonymousUser</name>
    <message>
        <source>Guest</source>
        <translation>ضيف</translation>
    </message>
</context>
<context>
    <name>QtLogin::AuthorizedReply</name>
    <message>
        <source>Please log in first.</source>
        <translation>يُرجى تسجيل الدخول أولًا.</translation>
    </message>
    <message>
        <source>The login has ended.</source>
        <translation>انتهى تسجيل الدخول.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>أُلغي الطلب.</translation>
    </message>
    <message>
        <source>What was to be sent is no longer there.</source>
        <translation>لم يعد ما كان يُراد إرساله موجودًا.</translation>
    </message>
    <message>
        <source>The login had expired, and what was sent cannot be sent a second time. Please try again.</source>
        <translation>انتهت صلاحية تسجيل الدخول، ولا يمكن إرسال ما أُرسل مرة ثانية. يُرجى المحاولة مرة أخرى.</translation>
    </message>
    <message>
        <source>The server points to an address that is not allowed.</source>
        <translation>يشير الخادم إلى عنوان غير مسموح به.</translation>
    </message>
    <message>
        <source>The server points to too many other addresses.</source>
        <translation>يشير الخادم إلى عدد كبير جدًا من العناوين الأخرى.</translation>
    </message>
    <message>
        <source>The server points to another address, and what was sent cannot be sent a second time.</source>
        <translation>يشير الخادم إلى عنوان آخر، ولا يمكن إرسال ما أُرسل مرة ثانية.</translation>
    </message>
</context>
<context>
    <name>QtLogin::BrowserPage</name>
    <message>
        <source>You are logged in</source>
        <translation>لقد سجّلت الدخول</translation>
    </message>
    <message>
        <source>The login did not work</source>
        <translation>تعذّر تسجيل الدخول</translation>
    </message>
    <message>
        <source>The login was cancelled</source>
        <translation>أُلغي تسجيل الدخول</translation>
    </message>
    <message>
        <source>You can close this page and try again in %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>يمكنك إغلاق هذه الصفحة والمحاولة من جديد في %1.</translation>
    </message>
    <message>
        <source>You can close this page and go back to %1.</source>
        <comment>%1 is the name of the application</comment>
        <translation>يمكنك إغلاق هذه الصفحة والعودة إلى %1.</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The language of this translation as a tag of BCP 47, such as pt-BR</comment>
        <translation>ar</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordDialog</name>
    <message>
        <source>This is not your current password.</source>
        <translation>هذه ليست كلمة مرورك الحالية.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>غيّر كلمة مرورك</translation>
    </message>
    <message>
        <source>You will be logged out everywhere else.</source>
        <translation>سيُسجَّل خروجك من كل مكان آخر.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>QtLogin::ChangePasswordForm</name>
    <message>
        <source>C&amp;urrent password:</source>
        <translation>كلمة المرو&amp;ر الحالية:</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>كلمة المر&amp;ور الجديدة:</translation>
    </message>
    <message>
        <source>Repeat n&amp;ew password:</source>
        <translation>&amp;إعادة كلمة المرور الجديدة:</translation>
    </message>
    <message>
        <source>Enter your current password.</source>
        <translation>أدخل كلمة مرورك الحالية.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ClosedSign</name>
    <message>
        <source>Log in to use this.</source>
        <translation>سجّل الدخول لاستخدام هذا.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you to use this.</source>
        <translation>أكّد أنك أنت لاستخدام هذا.</translation>
    </message>
    <message>
        <source>Unlock to use this.</source>
        <translation>فك القفل لاستخدام هذا.</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>هذا مخصص لمن لم يسجّلوا الدخول.</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>ليست لديك صلاحية الوصول إلى هذا.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceList</name>
    <message>
        <source>Forget all others</source>
        <translation>نسيان كل الأجهزة الأخرى</translation>
    </message>
    <message>
        <source>You do not stay signed in on any computer.</source>
        <translation>لا تبقى مسجَّل الدخول على أي حاسوب.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>نسيان</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>نسيان %1</translation>
    </message>
    <message>
        <source>Unnamed computer</source>
        <translation>حاسوب بلا اسم</translation>
    </message>
    <message>
        <source>Last used: %1. Signed in until: %2.</source>
        <translation>آخر استخدام: %1. مسجَّل الدخول حتى: %2.</translation>
    </message>
</context>
<context>
    <name>QtLogin::DevicesDialog</name>
    <message>
        <source>You are not logged in.</source>
        <translation>لم تسجِّل الدخول.</translation>
    </message>
    <message>
        <source>The list cannot be read now. Try again later.</source>
        <translation>لا يمكن قراءة القائمة الآن. حاول لاحقًا.</translation>
    </message>
    <message>
        <source>This cannot be changed now. Try again later.</source>
        <translation>لا يمكن تغيير هذا الآن. حاول لاحقًا.</translation>
    </message>
    <message>
        <source>To forget other computers, enter your password.</source>
        <translation>لنسيان الحواسيب الأخرى، أدخل كلمة المرور.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Where you stay signed in</source>
        <translation>أين تبقى مسجَّل الدخول</translation>
    </message>
    <message>
        <source>These computers let you in without a password. Where you are forgotten, the next start asks for it.</source>
        <translation>تُدخلك هذه الحواسيب دون كلمة مرور. وحيث تُنسى، ستُطلب عند بدء التشغيل التالي.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Error</name>
    <message>
        <source>There is nothing stored.</source>
        <translation>لا يوجد شيء محفوظ.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>سلسلة المفاتيح مقفلة.</translation>
    </message>
    <message>
        <source>Access was refused.</source>
        <translation>رُفض الوصول.</translation>
    </message>
    <message>
        <source>This is not available at the moment.</source>
        <translation>هذا غير متاح في الوقت الحالي.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>لم يصل رد في الوقت المناسب.</translation>
    </message>
    <message>
        <source>The stored data is damaged.</source>
        <translation>البيانات المحفوظة تالفة.</translation>
    </message>
    <message>
        <source>This was written by a newer version.</source>
        <translation>كُتب هذا بإصدار أحدث.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>اسم المستخدم أو كلمة المرور غير صحيحة.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>محاولات كثيرة جدًا. حاول مرة أخرى لاحقًا.</translation>
    </message>
    <message>
        <source>One more step is needed.</source>
        <translation>يلزم خطوة إضافية.</translation>
    </message>
    <message>
        <source>These are another person&apos;s credentials.</source>
        <translation>هذه بيانات دخول شخص آخر.</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>هذا الحساب غير نشط.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>غير مسموح لك بذلك.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>أُلغي.</translation>
    </message>
    <message>
        <source>The operation was abandoned.</source>
        <translation>تُركت العملية دون إكمال.</translation>
    </message>
    <message>
        <source>This input is not valid.</source>
        <translation>هذا الإدخال غير صالح.</translation>
    </message>
    <message>
        <source>The application is not set up for this.</source>
        <translation>التطبيق غير مهيأ لذلك.</translation>
    </message>
    <message>
        <source>Something went wrong in the application.</source>
        <translation>حدث خطأ ما في التطبيق.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ErrorWords</name>
    <message>
        <source>one second</source>
        <translation>ثانية واحدة</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n ثانية</numerusform>
            <numerusform>ثانية واحدة</numerusform>
            <numerusform>ثانيتين</numerusform>
            <numerusform>%n ثوانٍ</numerusform>
            <numerusform>%n ثانية</numerusform>
            <numerusform>%n ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>دقيقة واحدة</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n دقيقة</numerusform>
            <numerusform>دقيقة واحدة</numerusform>
            <numerusform>دقيقتين</numerusform>
            <numerusform>%n دقائق</numerusform>
            <numerusform>%n دقيقة</numerusform>
            <numerusform>%n دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>ساعة واحدة</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n ساعة</numerusform>
            <numerusform>ساعة واحدة</numerusform>
            <numerusform>ساعتين</numerusform>
            <numerusform>%n ساعات</numerusform>
            <numerusform>%n ساعة</numerusform>
            <numerusform>%n ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1.</source>
        <translation>محاولات كثيرة جدًا. حاول مرة أخرى بعد %1.</translation>
    </message>
    <message>
        <source>There was no answer. Try again.</source>
        <translation>لم يصل أي رد. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This cannot be checked now. Try again later.</source>
        <translation>لا يمكن التحقق الآن. حاول لاحقًا.</translation>
    </message>
    <message>
        <source>The login on the other device was cancelled.</source>
        <translation>أُلغي تسجيل الدخول على الجهاز الآخر.</translation>
    </message>
    <message>
        <source>The login in the browser was cancelled.</source>
        <translation>أُلغي تسجيل الدخول في المتصفح.</translation>
    </message>
    <message>
        <source>The code was not used in time. Try again.</source>
        <translation>لم يُستخدم الرمز في الوقت المحدد. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The login in the browser took too long. Try again.</source>
        <translation>استغرق تسجيل الدخول في المتصفح وقتًا طويلًا. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The login on the other device did not succeed.</source>
        <translation>لم ينجح تسجيل الدخول على الجهاز الآخر.</translation>
    </message>
    <message>
        <source>The login in the browser did not succeed.</source>
        <translation>لم ينجح تسجيل الدخول في المتصفح.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FieldNote</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>مفتاح الأحرف الكبيرة (Caps Lock) مفعّل.</translation>
    </message>
</context>
<context>
    <name>QtLogin::FirstAccountDialog</name>
    <message>
        <source>Your account has been created, but logging in has failed: %1</source>
        <translation>أُنشئ حسابك، لكن تعذّر تسجيل الدخول: %1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>مرحبًا</translation>
    </message>
    <message>
        <source>Welcome to %1</source>
        <translation>مرحبًا بك في %1</translation>
    </message>
    <message>
        <source>Create the first account to begin.</source>
        <translation>أنشئ الحساب الأول للبدء.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>QtLogin::FormDialog</name>
    <message>
        <source>Checking…</source>
        <translation>جارٍ التحقق…</translation>
    </message>
</context>
<context>
    <name>QtLogin::HttpClient</name>
    <message>
        <source>%1 cannot be reached at the moment.</source>
        <translation>لا يمكن الوصول إلى %1 في الوقت الحالي.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>لم يستجب %1 في الوقت المناسب.</translation>
    </message>
    <message>
        <source>A secure connection to %1 could not be made.</source>
        <translation>تعذّر إنشاء اتصال آمن مع %1.</translation>
    </message>
    <message>
        <source>%1 gave an unexpected answer.</source>
        <translation>أعطى %1 استجابة غير متوقعة.</translation>
    </message>
    <message>
        <source>The address of the service is not secure.</source>
        <translation>عنوان الخدمة غير آمن.</translation>
    </message>
</context>
<context>
    <name>QtLogin::IdTokenCheck</name>
    <message>
        <source>The clock of this computer seems to be wrong.</source>
        <translation>يبدو أن ساعة هذا الحاسوب غير صحيحة.</translation>
    </message>
    <message>
        <source>The answer of the login server could not be trusted.</source>
        <translation>تعذّر الوثوق بإجابة خادم تسجيل الدخول.</translation>
    </message>
</context>
<context>
    <name>QtLogin::KeychainStore</name>
    <message>
        <source>Default keyring</source>
        <translation>سلسلة المفاتيح الافتراضية</translation>
    </message>
    <message>
        <source>No keychain is running on this desktop.</source>
        <translation>لا تعمل أي سلسلة مفاتيح على سطح المكتب هذا.</translation>
    </message>
    <message>
        <source>The keychain cannot be used while QT_NO_GLIB is set.</source>
        <translation>لا يمكن استخدام سلسلة المفاتيح ما دام QT_NO_GLIB معيَّنًا.</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>سلسلة المفاتيح لا تستجيب.</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in time.</source>
        <translation>لم يفك أحد قفل سلسلة المفاتيح في الوقت المناسب.</translation>
    </message>
    <message>
        <source>The keychain is stuck with an earlier request.</source>
        <translation>سلسلة المفاتيح عالقة في طلب سابق.</translation>
    </message>
    <message>
        <source>The keychain did not keep what it was given.</source>
        <translation>لم تحتفظ سلسلة المفاتيح بما أُعطي لها.</translation>
    </message>
    <message>
        <source>The keychain did not delete what it was told to.</source>
        <translation>لم تحذف سلسلة المفاتيح ما طُلب منها حذفه.</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>لم تُفتح سلسلة المفاتيح.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockForm</name>
    <message>
        <source>This is not the right password.</source>
        <translation>كلمة المرور هذه غير صحيحة.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>مقفل</translation>
    </message>
    <message>
        <source>This session is over. Close the window, and start the application again.</source>
        <translation>انتهت هذه الجلسة. أغلق النافذة وشغّل التطبيق من جديد.</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>افتح القفل، وستجد كل شيء كما تركته.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;فك القفل</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>تسجيل الخر&amp;وج</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 مقفل</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>شخص آ&amp;خر…</translation>
    </message>
</context>
<context>
    <name>QtLogin::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>مقفل</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginDialog</name>
    <message>
        <source>Log in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>تسجيل الدخول إلى %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;اسم المستخدم:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>كلمة المرو&amp;ر:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>&amp;رمز التحقق:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>&amp;أبقِني مسجَّل الدخول</translation>
    </message>
    <message>
        <source>C&amp;reate account…</source>
        <translation>&amp;إنشاء حساب…</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>أدخل اسم المستخدم.</translation>
    </message>
    <message>
        <source>&amp;Forgot your password?</source>
        <translation>هل &amp;نسيت كلمة المرور؟</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoginManager</name>
    <message>
        <source>Enter your password to go on.</source>
        <translation>أدخل كلمة المرور للمتابعة.</translation>
    </message>
    <message>
        <source>No user is logged in.</source>
        <translation>لم يُسجِّل أحد الدخول.</translation>
    </message>
    <message>
        <source>The session is not locked.</source>
        <translation>الجلسة غير مقفلة.</translation>
    </message>
    <message>
        <source>To lock what is open</source>
        <translation>لقفل ما هو مفتوح</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>هذا مخصص لمن لم يسجّلوا الدخول.</translation>
    </message>
    <message>
        <source>The account is not available.</source>
        <translation>الحساب غير متاح.</translation>
    </message>
    <message>
        <source>No device remembers you any more. Where you are logged in right now, you stay logged in until the application there is closed.</source>
        <translation>لم يعد أي جهاز يتذكرك. وحيث تكون مسجّل الدخول الآن تبقى مسجّلاً إلى أن يُغلق التطبيق هناك.</translation>
    </message>
    <message>
        <source>This application keeps nobody signed in.</source>
        <translation>هذا التطبيق لا يُبقي أحدًا مسجَّل الدخول.</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so you will have to log in again the next time you start.</source>
        <translation>لا توجد سلسلة مفاتيح على هذا الحاسوب، لذا سيكون عليك تسجيل الدخول من جديد عند التشغيل القادم.</translation>
    </message>
    <message>
        <source>The keychain was not opened, so you will have to log in again the next time you start.</source>
        <translation>لم تُفتح سلسلة المفاتيح، لذا سيكون عليك تسجيل الدخول من جديد عند التشغيل القادم.</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>أكِّد هويتك للمتابعة.</translation>
    </message>
</context>
<context>
    <name>QtLogin::LoopbackReceiver</name>
    <message>
        <source>The browser cannot be connected to this application.</source>
        <translation>لا يمكن ربط المتصفح بهذا التطبيق.</translation>
    </message>
    <message>
        <source>The browser did not come back in time.</source>
        <translation>لم يعد المتصفح في الوقت المحدد.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountDialog</name>
    <message>
        <source>Create account</source>
        <translation>إنشاء حساب</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>أنشئ حسابًا</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewAccountForm</name>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;اسم المستخدم:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>كلمة المرو&amp;ر:</translation>
    </message>
    <message>
        <source>Repeat p&amp;assword:</source>
        <translation>&amp;إعادة كلمة المرور:</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in</source>
        <translation>&amp;أبقِني مسجَّل الدخول</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>أدخل اسم مستخدم.</translation>
    </message>
</context>
<context>
    <name>QtLogin::NewPasswordPair</name>
    <message>
        <source>The two passwords differ.</source>
        <translation>كلمتا المرور غير متطابقتين.</translation>
    </message>
    <message>
        <source>Enter the password once more.</source>
        <translation>أدخل كلمة المرور مرة أخرى.</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>أدخل كلمة مرور.</translation>
    </message>
    <message>
        <source>This password can be used. Longer is safer.</source>
        <translation>يمكن استخدام كلمة المرور هذه. والأطول أكثر أمانًا.</translation>
    </message>
</context>
<context>
    <name>QtLogin::OidcProvider</name>
    <message>
        <source>Continue in your browser.</source>
        <translation>تابع في متصفحك.</translation>
    </message>
    <message>
        <source>This application is not set up for the login server.</source>
        <translation>هذا التطبيق غير مُعَدّ لخادم تسجيل الدخول.</translation>
    </message>
    <message>
        <source>The login server has refused the login.</source>
        <translation>رفض خادم تسجيل الدخول تسجيل الدخول.</translation>
    </message>
    <message>
        <source>The login server is busy. Please try again later.</source>
        <translation>خادم تسجيل الدخول مشغول. يُرجى المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>The login has taken too long. Please try again.</source>
        <translation>استغرق تسجيل الدخول وقتًا طويلًا. يُرجى المحاولة مرة أخرى.</translation>
    </message>
    <message>
        <source>The login server offers no login on another device.</source>
        <translation>لا يتيح خادم تسجيل الدخول تسجيل الدخول على جهاز آخر.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code.</source>
        <translation>افتح هذه الصفحة على جهاز آخر وأدخل الرمز.</translation>
    </message>
    <message>
        <source>You are logged out on this computer. Where else you are logged in, you can log out there, or on the page of the login server.</source>
        <translation>تم تسجيل خروجك على هذا الكمبيوتر. وحيثما كنت مسجّل الدخول غير ذلك، يمكنك تسجيل الخروج هناك أو على صفحة خادم تسجيل الدخول.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>ل&amp;صق</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>تحديد &amp;الكل</translation>
    </message>
    <message>
        <source>Hide the characters</source>
        <translation>إخفاء الأحرف</translation>
    </message>
    <message>
        <source>Show the characters</source>
        <translation>إظهار الأحرف</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordHasher</name>
    <message>
        <source>There is not enough memory to check the password. Close other applications and try again.</source>
        <translation>لا توجد ذاكرة كافية للتحقق من كلمة المرور. أغلق تطبيقات أخرى ثم حاول مرة أخرى.</translation>
    </message>
</context>
<context>
    <name>QtLogin::PasswordPolicy</name>
    <message numerus="yes">
        <source>Use at most %n characters.</source>
        <translation>
            <numerusform>لا تستخدم أي حرف.</numerusform>
            <numerusform>استخدم حرفًا واحدًا على الأكثر.</numerusform>
            <numerusform>استخدم حرفين على الأكثر.</numerusform>
            <numerusform>استخدم %n أحرف على الأكثر.</numerusform>
            <numerusform>استخدم %n حرفًا على الأكثر.</numerusform>
            <numerusform>استخدم %n حرف على الأكثر.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters; a sentence is easy to remember.</source>
        <translation>
            <numerusform>استخدم أي عدد من الأحرف؛ الجملة سهلة التذكر.</numerusform>
            <numerusform>استخدم حرفًا واحدًا على الأقل؛ الجملة سهلة التذكر.</numerusform>
            <numerusform>استخدم حرفين على الأقل؛ الجملة سهلة التذكر.</numerusform>
            <numerusform>استخدم %n أحرف على الأقل؛ الجملة سهلة التذكر.</numerusform>
            <numerusform>استخدم %n حرفًا على الأقل؛ الجملة سهلة التذكر.</numerusform>
            <numerusform>استخدم %n حرف على الأقل؛ الجملة سهلة التذكر.</numerusform>
        </translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>يجب ألا تكون كلمة المرور هي اسم المستخدم.</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>كلمة المرور هذه سهلة التخمين جدًا.</translation>
    </message>
</context>
<context>
    <name>QtLogin::Placeholder</name>
    <message>
        <source>Log in to go on</source>
        <translation>سجّل الدخول للمتابعة</translation>
    </message>
    <message>
        <source>This is here for you once you have logged in.</source>
        <translation>سيكون هذا متاحًا لك بعد تسجيل الدخول.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>أما زلت أنت؟</translation>
    </message>
    <message>
        <source>It has been a while. Confirm it&apos;s you, and everything is as you left it.</source>
        <translation>مرّ بعض الوقت. أكّد أنك أنت، وستجد كل شيء كما تركته.</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>أكّد أنك أنت…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>مقفل</translation>
    </message>
    <message>
        <source>Unlock, and everything is as you left it.</source>
        <translation>افتح القفل، وستجد كل شيء كما تركته.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>فك القفل…</translation>
    </message>
    <message>
        <source>You are logged in already</source>
        <translation>لقد سجّلت الدخول بالفعل</translation>
    </message>
    <message>
        <source>This is for people who are not logged in.</source>
        <translation>هذا مخصص لمن لم يسجّلوا الدخول.</translation>
    </message>
    <message>
        <source>You do not have access to this</source>
        <translation>ليست لديك صلاحية الوصول إلى هذا</translation>
    </message>
    <message>
        <source>Ask whoever looks after your account if you need it.</source>
        <translation>إذا كنت بحاجة إليه فاسأل من يدير حسابك.</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>تعذّر فتح هذا</translation>
    </message>
    <message>
        <source>Something went wrong in the application. Nothing of yours was lost.</source>
        <translation>حدث خطأ ما في التطبيق. لم يُفقد شيء مما يخصك.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofDialog</name>
    <message>
        <source>This contains characters that cannot be used.</source>
        <translation>يحتوي هذا على رموز لا يمكن استخدامها.</translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>هذا الرمز غير صحيح.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>العو&amp;دة</translation>
    </message>
    <message>
        <source>The address of the login page is not secure, so it was not opened.</source>
        <translation>عنوان صفحة تسجيل الدخول غير آمن، لذلك لم تُفتح.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ProofForm</name>
    <message>
        <source>Enter the code.</source>
        <translation>أدخل الرمز.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>أدخل كلمة مرورك.</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthDialog</name>
    <message>
        <source>This is not the right password.</source>
        <translation>كلمة المرور هذه غير صحيحة.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فك القفل</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تأكيد</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you</source>
        <translation>أكّد أنك أنت</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>تسجيل الخر&amp;وج</translation>
    </message>
</context>
<context>
    <name>QtLogin::ReauthForm</name>
    <message>
        <source>User:</source>
        <translation>المستخدم:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>كلمة المرو&amp;ر:</translation>
    </message>
    <message>
        <source>&amp;Code:</source>
        <translation>&amp;رمز التحقق:</translation>
    </message>
</context>
<context>
    <name>QtLogin::ServerLogin</name>
    <message>
        <source>The login server does not let this application keep you signed in.</source>
        <translation>لا يسمح خادم تسجيل الدخول لهذا التطبيق بإبقائك مسجّلاً.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SessionBanner</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>يُقفل خلال %1 ث</translation>
    </message>
    <message>
        <source>Confirm it&apos;s you…</source>
        <translation>أكّد أنك أنت…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>متابعة العمل</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>The login saved on this computer could not be removed. The next time, this application may open without a password. Log in and out again to remove it.</source>
        <translation>تعذّرت إزالة تسجيل الدخول المحفوظ على هذا الحاسوب. قد يُفتح هذا التطبيق في المرة القادمة دون كلمة مرور. سجّل الدخول ثم الخروج مرة أخرى لإزالته.</translation>
    </message>
    <message>
        <source>This computer cannot save that this application is locked. If it is closed while it is locked, it may open without a password the next time. Log out before you leave.</source>
        <translation>لا يستطيع هذا الحاسوب أن يحفظ أن هذا التطبيق مقفل. إذا أُغلق وهو مقفل فقد يُفتح في المرة القادمة دون كلمة مرور. سجّل الخروج قبل أن تغادر.</translation>
    </message>
    <message>
        <source>It has been a while: some things here are closed until you confirm it&apos;s you.</source>
        <translation>مرّ بعض الوقت: بعض ما هنا مغلق إلى أن تؤكّد أنك أنت.</translation>
    </message>
    <message>
        <source>The keychain is locked, so you will have to log in again the next time you start.</source>
        <translation>سلسلة المفاتيح مقفلة، لذا سيكون عليك تسجيل الدخول من جديد عند التشغيل القادم.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>تغيير كلمة المرور…</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, change your password.</source>
        <translation>استُخدم تسجيل الدخول المحفوظ على هذا الحاسوب في مكان آخر، لذا أُنهي. إن لم تكن أنت من فعل ذلك فغيّر كلمة مرورك.</translation>
    </message>
    <message>
        <source>The login saved on this computer was used elsewhere and has been ended. If that was not you, log in and change your password.</source>
        <translation>استُخدم تسجيل الدخول المحفوظ على هذا الحاسوب في مكان آخر، لذا أُنهي. إن لم تكن أنت من فعل ذلك فسجّل الدخول وغيّر كلمة مرورك.</translation>
    </message>
</context>
<context>
    <name>QtLogin::SqlAccounts</name>
    <message>
        <source>The accounts file %1 cannot be read or written.</source>
        <translation>لا يمكن قراءة ملف الحسابات %1 أو كتابته.</translation>
    </message>
    <message>
        <source>The accounts file %1 is missing. Put it back from a backup, or delete %2 to begin without any accounts.</source>
        <translation>ملف الحسابات %1 مفقود. أعده من نسخة احتياطية، أو احذف %2 للبدء بلا أي حسابات.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be created.</source>
        <translation>لا يمكن إنشاء ملف الحسابات %1.</translation>
    </message>
    <message>
        <source>%1 belongs to another user, so no accounts are kept there. It has been left as it is.</source>
        <translation>%1 ملك لمستخدم آخر، لذلك لا تُحفظ فيه أي حسابات. وقد تُرك كما هو.</translation>
    </message>
    <message>
        <source>Other users can read or change %1, so no accounts are kept there. Close it to them and try again.</source>
        <translation>يمكن لمستخدمين آخرين قراءة %1 أو تغييره، لذلك لا تُحفظ فيه أي حسابات. امنعهم من الوصول إليه ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The accounts file %1 was written by a newer version of this application. It has been left as it is.</source>
        <translation>كُتب ملف الحسابات %1 بإصدار أحدث من هذا التطبيق. وقد تُرك كما هو.</translation>
    </message>
    <message>
        <source>This user name is taken.</source>
        <translation>اسم المستخدم هذا محجوز.</translation>
    </message>
    <message>
        <source>The accounts file %1 is damaged. It has been left as it is.</source>
        <translation>ملف الحسابات %1 تالف. وقد تُرك كما هو.</translation>
    </message>
    <message>
        <source>The accounts file %1 is busy. Try again in a moment.</source>
        <translation>ملف الحسابات %1 مشغول. حاول مرة أخرى بعد لحظات.</translation>
    </message>
    <message>
        <source>There is not enough memory for the accounts file %1.</source>
        <translation>لا توجد ذاكرة كافية لملف الحسابات %1.</translation>
    </message>
    <message>
        <source>The accounts file %1 cannot be written.</source>
        <translation>لا يمكن كتابة ملف الحسابات %1.</translation>
    </message>
    <message>
        <source>There is no space left for the accounts file %1.</source>
        <translation>لم تعد هناك مساحة لملف الحسابات %1.</translation>
    </message>
    <message>
        <source>Qt&apos;s plugin for SQLite is not installed.</source>
        <translation>إضافة SQLite الخاصة بـ Qt غير مثبتة.</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>لا يحتوي الاسم على أي حرف.</numerusform>
            <numerusform>يحتوي الاسم على حرف واحد على الأكثر.</numerusform>
            <numerusform>يحتوي الاسم على حرفين على الأكثر.</numerusform>
            <numerusform>يحتوي الاسم على %n أحرف على الأكثر.</numerusform>
            <numerusform>يحتوي الاسم على %n حرفًا على الأكثر.</numerusform>
            <numerusform>يحتوي الاسم على %n حرف على الأكثر.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has visible characters only.</source>
        <translation>يحتوي الاسم على أحرف مرئية فقط.</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>أدخل اسم مستخدم.</translation>
    </message>
</context>
<context>
    <name>QtLogin::StateFile</name>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>لا يمكن إنشاء المجلد %1.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>لا يمكن قراءة الملف %1.</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>الملف %1 تالف.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version.</source>
        <translation>كُتب الملف %1 بإصدار أحدث.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>لا يمكن كتابة الملف %1.</translation>
    </message>
</context>
<context>
    <name>QtLogin::TypedText</name>
    <message>
        <source>This contains characters that no keyboard can type. Type it instead of pasting it.</source>
        <translation>يحتوي هذا على أحرف لا يمكن كتابتها بأي لوحة مفاتيح. اكتبه بدلًا من لصقه.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaitingForm</name>
    <message>
        <source>QR code of the link</source>
        <translation>رمز QR للرابط</translation>
    </message>
    <message>
        <source>Page:</source>
        <translation>الصفحة:</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>الرمز:</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>فتح مرة &amp;أخرى</translation>
    </message>
    <message>
        <source>Copy co&amp;de</source>
        <translation>نسخ &amp;رمز التحقق</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>نسخ &amp;الرابط</translation>
    </message>
    <message>
        <source>The code is copied.</source>
        <translation>تم نسخ الرمز.</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>تم نسخ الرابط.</translation>
    </message>
    <message>
        <source>Your browser could not be opened. Copy the link, and open it there.</source>
        <translation>تعذّر فتح المتصفح. انسخ الرابط وافتحه فيه.</translation>
    </message>
    <message>
        <source>Continue in your browser. This window waits for you.</source>
        <translation>تابِع في متصفحك. هذه النافذة تنتظرك.</translation>
    </message>
    <message>
        <source>Open this page on another device. This window waits for you.</source>
        <translation>افتح هذه الصفحة على جهاز آخر. هذه النافذة تنتظرك.</translation>
    </message>
    <message>
        <source>Open this page on another device, and enter the code. This window waits for you.</source>
        <translation>افتح هذه الصفحة على جهاز آخر وأدخل الرمز. هذه النافذة تنتظرك.</translation>
    </message>
</context>
<context>
    <name>QtLogin::WaysForm</name>
    <message>
        <source>Continue in your &amp;browser</source>
        <translation>&amp;دخول عبر المتصفح</translation>
    </message>
    <message>
        <source>Use a code on another &amp;device</source>
        <translation>استخدام رمز على جها&amp;ز آخر</translation>
    </message>
    <message>
        <source>Use your pass&amp;word</source>
        <translation>استخدام كلمة المرو&amp;ر</translation>
    </message>
    <message>
        <source>or</source>
        <translation>أو</translation>
    </message>
</context>
<context>
    <name>QtLogin::WindowLock</name>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;إقفال</translation>
    </message>
</context>
</TS>
