# SPDX-License-Identifier: MIT
# The rules, one sentence each. Those of security come first, then those of structure and of habit.
include("${CMAKE_CURRENT_LIST_DIR}/rule.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/structure.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ruleids.cmake")

# --- Security -------------------------------------------------------------------------------------

forbid("certificate errors are never ignored" IN src ui examples
    PATTERN "ignoreSslErrors|VerifyNone"
    UNLESS "void ignoreSslErrors(Implementation)?\\([^()]*\\) override" # a reply of ours, which does not
    PLANT "reply->ignoreSslErrors()" "socket.setPeerVerifyMode(QSslSocket::VerifyNone)")

forbid("a secret never falls back to clear text" IN src ui examples
    PATTERN "setInsecureFallback *\\("
    UNLESS "setInsecureFallback *\\( *false *\\)"
    PLANT "job->setInsecureFallback(true)" "job->setInsecureFallback( insecure )")

forbid("randomness comes from the system alone" IN src ui examples
    PATTERN "(^|[^A-Za-z0-9_:.>])(std::)?(s?rand|random|[dlm]rand48) *\\(|QRandomGenerator|std::(mt19937|minstd_rand|default_random_engine)"
    UNLESS "QRandomGenerator::system\\(\\)|static Secret random\\("
    PLANT "int dice = rand()" "std::srand(7)" "QRandomGenerator::global()->fillRange(key)"
        "QRandomGenerator64 generator(7)" "std::mt19937 twister")

forbid("secrets are compared in constant time" IN src ui
    PATTERN "(^|[^a-z_])(memcmp|strn?cmp|qstrn?cmp) *\\(|reveal\\(\\) *[!=]=|[!=]= *[^,()]*reveal\\(\\)|([vV]erifier|[tT]oken|[pP]assword|[sS]ecret)(Hash)?(\\(\\))? *[!=]= *[a-mo-z]"
    UNLESS "[mM]agic" # the first bytes of a file are no secret
    PLANT "return memcmp(a, b, 32) == 0" "if (strcmp(token, stored) == 0)"
        "if (a.reveal() == b.reveal())" "return stored != typed->reveal()" "return series.verifierHash == hash"
        "if (password == repeated)")

forbid("base64 is decoded strictly" IN src ui
    PATTERN "fromBase64(Encoding)? *\\("
    UNLESS "AbortOnBase64DecodingErrors"
    PLANT "auto token = QByteArray::fromBase64(text)"
        "auto token =\n    QByteArray::fromBase64(text,\n        QByteArray::Base64UrlEncoding)")

# Qt's parser takes the last of two equal keys.
forbid("JSON is read by a strict parser alone" IN src ui
    PATTERN "QJsonDocument::fromJson|QJsonValue::fromJson"
    PLANT "const auto claims = QJsonDocument::fromJson(body)")

# GCC 12 runs what follows the colon as well, whatever the condition was.
forbid("a conditional expression awaits nothing" IN src ui examples tests docs
    PATTERN "[?][^;{}]*co_await"
    PLANT "sent = newer ? co_await send(url) : Result<HttpAnswer>(newer.error())")

# Deleting one while it runs is a crash in QtKeychain: they delete themselves.
forbid("a keychain job is never deleted" IN src
    PATTERN "[jJ]ob[A-Za-z_.()]*->deleteLater|delete [A-Za-z_]*[jJ]ob|new (QKeychain::)?(Read|Write|Delete)PasswordJob *\\([^)]*, *[a-z]|unique_ptr<[^>]*PasswordJob"
    PLANT "job->deleteLater()" "delete m_readJob" "auto *job = new QKeychain::ReadPasswordJob(service, this)"
        "std::unique_ptr<QKeychain::DeletePasswordJob> job")

forbid("nobody waits in a nested event loop" IN src ui tests/support/testing tests/support/networktesting
    PATTERN "QEventLoop|processEvents|(\\.|->|::)exec *\\("
    UNLESS "([qQ]uery|QSqlQuery\\([a-z_A-Z]*\\))(\\.|->)exec *\\("
    PLANT "QEventLoop loop" "dialog.exec()" "menu->exec(position)" "QCoreApplication::processEvents()"
        "if (QMessageBox(this)\n        .exec() == QMessageBox::Yes)")

# resultOf() waits for a future that has finished, to be told what was thrown. A worker is waited
# for when its owner goes, for a bounded time.
forbid("nobody blocks the thread of the window" IN src ui tests/support/testing tests/support/networktesting
    EXCEPT src/foundation/futures.h
    PATTERN "waitFor(Finished|ReadyRead|Connected|Disconnected|Started|BytesWritten)|BlockingQueued|[mun]?sl@@eep(_for|_until)? *\\(|QDBusInterface"
    PLANT "future.waitForFinished()" "QThread::ms@@leep(50)" "std::this_thread::sl@@eep_for(50ms)"
        "Qt::BlockingQueuedConnection" "QDBusInterface service(name, path)")

# QFuture::then() crashes on a dead context and on a dropped promise.
forbid("futures are continued by whenDone" IN src ui tests/support/testing tests/support/networktesting examples
    PATTERN "(\\.|->) *(then|onFailed|onCanceled) *\\("
    PLANT "loader->load(id).then(this, done)" "future\n        .then([] { })" "future.onFailed(complain)")

forbid("SQL is never glued together" IN src/accounts
    PATTERN "(SELECT|INSERT|UPDATE|DELETE|WHERE|VALUES)[^;]*(\\.arg *\\(|\" *\\+|\\+ *[a-zA-Z])"
    UNLESS "PRAGMA|\\+ condition" # constants, each
    PLANT "query.prepare(\"SELECT id FROM users WHERE name = '\" + name)"
        "query.prepare(QStringLiteral(\"DELETE FROM users WHERE id = %1\").arg(id))")

# GPL libraries would bind everybody who uses us.
rule("only libraries that everybody may link are linked" CHECK find_foreign_libraries
    PLANT src/CMakeLists.txt "target_link_libraries(QtLoginCore PRIVATE Qt6::Network@@Auth)"
        cmake/Extra.cmake "find_package(Qt6 COMPONENTS Http@@Server)"
        planted/libplanted.so " 0x01 (NEEDED)  Shared library: (libQt6NetworkAuth.so.6)")

# --- Structure ------------------------------------------------------------------------------------

rule("a room includes only rooms below it" CHECK find_climbing_includes
    PLANT src/foundation/planted.h "#include \"session/loginmanager.h\""
        src/vault/planted.cpp "#include \"identity/user.h\""
        ui/forms/planted.cpp "#include \"session/loginmanager.h\""
        ui/presence/planted.cpp "#  include \"gates/viewguard.h\""
        ui/dialogs/planted.cpp "#include \"accounts/sqlaccounts.h\""
        src/cellar/planted.cpp "// a room that nobody has announced"
        tests/support/testing/planted.h "#include \"dialogs/logindialog.h\"")

rule("a class is in a header and a source" CHECK find_scattered_classes
    PLANT src/session/planted_p.h,src/session/planted.cpp,src/session/planted2.cpp "void Planted::act()\n{"
        src/session/planted.h,src/session/planted.cpp,ui/gates/planted.cpp "Planted::Planted(int argument)"
        src/session/planted_p.h,src/session/planted.cpp,src/session/planted_linux.cpp "bool Planted::isPlanted() const"
        src/session/planted_p.h,src/session/planted.cpp,src/session/planted_posix.cpp "QFuture<Result<void>> Planted::act()"
        src/session/planted_p.h,src/session/planted.cpp,src/session/planted_win.cpp "Planted::Private::~Private()"
        src/vault/planted.h,src/vault/planted2.h,src/vault/planted.cpp "class QTLOGIN_CORE_EXPORT Planted final : public QObject"
        src/vault/planted.h,src/vault/planted2.h,src/vault/planted.cpp "struct Planted")

rule("an include of ours names its room" CHECK find_roomless_includes
    PLANT src/vault/planted.cpp "#include \"secretstore.h\"")

rule("no Qt-private header is used" CHECK find_private_qt
    PLANT src/session/planted.cpp "#include <QtCore/private/qobject_p.h>"
        ui/gates/planted.cpp "#include <private/qaction_p.h>"
        src/CMakeLists.txt "target_link_libraries(QtLoginCore PRIVATE Qt6::CorePrivate)")

rule("a public header shows nothing private" CHECK find_private_in_public
    PLANT src/vault/planted.h "#include \"vault/envelope_p.h\"")

rule("a public header shows no third party" CHECK find_third_parties
    PLANT src/vault/planted.h "#include <qt6keychain/keychain.h>"
        src/vault/planted2.h "class Store { QKeychain::Job *job"
        src/accounts/planted.h "class QSqlDatabase"
        src/foundation/planted.h "#include <sodium.h>"
        src/foundation/planted2.h "#include <nlohmann/json_fwd.hpp>")

rule("a header that is not private is installed" CHECK find_forgotten_headers
    PLANT src/session/planted.h "// no CMakeLists.txt has heard of it")

rule("no class has a room's name" CHECK find_room_names
    PLANT src/session/planted.h "class QTLOGIN_CORE_EXPORT Session")

rule("a struct may be made of its first member" CHECK find_bare_members
    PLANT src/session/planted.h "struct QTLOGIN_CORE_EXPORT Planted\n{\n    QString id\n    QString name //!< Empty: the id.\n"
        ui/forms/planted.h "class A\n{\npublic:\n    struct B\n    {\n        int a = 0\n        std::function<void(int)> b\n")

rule("what can be set can be read" CHECK find_missing_getters
    PLANT src/session/planted.h "    void setLimit(int limit)"
        ui/forms/planted.h "    bool sleepyHead() const, wasSleepy() const\n    void setSleepy(bool sleepy = true)"
        ui/dialogs/planted.h "class A\n{\npublic:\n    void setEditor(std::shared_ptr<AccountEditor> editor)\n    std::shared_ptr<AccountEditor> editor(int) const")

# An application whose class has a Q_OBJECT could not include it: moc stops at the word "concept".
forbid("moc of Qt 6.4 reads every header" IN src ui
    PATTERN "# *include *<(concepts|ranges)>"
    PLANT "#include <concepts>" "# include <ranges>")

forbid("platforms differ by file and not by ifdef" IN src ui
    PATTERN "# *(el)?if[^;]*(Q_OS_|_WIN32|__APPLE__|__linux__)"
    PLANT "#ifdef Q_OS_WIN" "#if defined(__linux__)" "#elif defined(Q_OS_MACOS)")

forbid("there are no singletons" IN src ui tests/support/testing tests/support/networktesting
    PATTERN "Q_GLOBAL_STATIC|static [A-Za-z:<>]+ *[&*] *(instance|self|global)\\("
    PLANT "Q_GLOBAL_STATIC(Registry, registry)" "static Registry &instance()")

# Each sees every event of the application: one for the session of a manager, and one for all of ui that listens to it.
forbid("a manager has one event filter of the application, and its guards share one" IN src ui
    EXCEPT src/session/session.cpp ui/watching/applicationevents.cpp
    PATTERN "(qApp|qGuiApp|[aA]pp|[aA]pplication|[iI]nstance *\\(\\) *\\)?) *(->|\\.) *installEventFilter"
    PLANT "qApp->installEventFilter(this)" "QCoreApplication::instance()->installEventFilter(this)"
        "if (auto *application = QCoreApplication::instance())\n        application->installEventFilter(this)"
        "static_cast<QApplication *>(QCoreApplication::instance())\n    ->installEventFilter(filter)" "m_app->installEventFilter(this)")

forbid("what is logged names its room" IN src ui
    PATTERN "(^|[^A-Za-z])q(Debug|Info|Warning|Critical) *\\("
    PLANT "qWarning(\"No user loader.\")" "qDebug() << user")

rule("no sentence for people names the API" CHECK find_api_in_sentences
    PLANT src/session/planted.cpp "return Error(kind, QStringLiteral(\"There is no prompt: see setLoginPrompt().\"))"
        src/session/planted2.cpp "const Error wrong(kind,\n    LoginManager::tr(\"LoginOptions::rememberFor is negative.\"))"
        ui/dialogs/planted.cpp "setWords(tr(\"Set the accountEditor first.\"), {})"
        src/foundation/planted.cpp "QT_TRANSLATE_NOOP(\"QtLogin::Error\", \"The LoginManager has gone.\")"
        ui/forms/planted.ui "<string>Call logIn().</string>")

# --- Habits ---------------------------------------------------------------------------------------

rule("every file names its licence" CHECK find_unlicensed
    PLANT src/session/planted.cpp "int main() { }"
        tests/run "#!/bin/sh"
        ui/forms/planted.ui "<ui version=\"4.0\"/>")

string(REPEAT "\n" 140 long_header)
string(REPEAT "\n" 400 long_source)
string(REPEAT "\n" 600 long_test)
rule("a public header is a page or two" CHECK find_long_headers
    PLANT src/session/planted.h "${long_header}")
rule("no source is longer than anybody reads" CHECK find_long_sources
    PLANT ui/gates/planted.cpp "${long_source}" tests/support/testing/planted.cpp "${long_source}"
        tests/gates/tst_planted.cpp "${long_test}" tests/support/planted.h "${long_test}")

rule("a public header says since when" CHECK find_undated_headers
    PLANT src/session/planted.h "class QTLOGIN_CORE_EXPORT Planted")

rule("nothing is put off and no test is skipped" CHECK find_words
    ARGS "(^|[^A-Za-z_])(TO@@DO|FIX@@ME|XX@@X|HA@@CK)([^A-Za-z_]|$)|QSK@@IP|QEXPECT_@@FAIL|qWa@@it *\\(|(^|[^A-Za-z_])q?[mun]?[sS]l@@eep(_for|_until)? *(\\(|[0-9])"
    PLANT src/session/planted.cpp "// TO@@DO: think" tests/vault/tst_planted.cpp "QSK@@IP(no keyring)"
        tests/e2e/planted "sl@@eep 3"
        tests/e2e/tst_planted.cpp "QTest::qSl@@eep(3)" tests/e2e/tst_planted2.cpp "std::this_thread::sl@@eep_for(1s)")

rule("a comment does not begin with a riddle" CHECK find_riddles
    PLANT src/session/planted.h "//! What@@ may be done.\nusing Scopes = QSet<QString>"
        src/session/planted.cpp "    const auto user = login.currentUser(), // Nobody@@ at first"
        src/session/planted2.h "    Locked, //!< Somebody@@ is away"
        ui/gates/planted.cpp "// Whoever@@ waits, waits on." tests/gates/tst_planted.cpp "    // Whatever@@"
        examples/planted/main.cpp "// Who@@ is here." tests/planted/CMakeLists.txt "# What@@ is tested."
        tests/e2e/planted "#!/bin/sh\n# That@@ which is played.")

# A check that needs the machine to be fast fails where other work goes on beside it: see tests/support/patience.h.
rule("a test waits with patience" CHECK find_hurry
    PLANT tests/session/planted.cpp "QVERIFY(QTest::qWaitFor(isDone))"
        tests/session/planted3.cpp "    (void)QTest::qWaitFor(isDone)"
        tests/gates/planted2.cpp "    (void)QTest::qWaitForWindowExposed(&window)"
        tests/session/planted2.cpp "    return QTest::qWaitFor([&] { return login.isLocked()@@, 20'000)"
        tests/vault/planted.cpp "QVERIFY(spy.wait())" tests/vault/planted2.h "finished.wait(300)"
        tests/gates/planted.cpp "QTRY_VERIFY_WITH_TIMEOUT(isDone(), 200)"
        tests/accounts/planted.cpp "QVERIFY(writer.waitForFinished())")

rule("nobody's own machine is mentioned" CHECK find_words
    ARGS "[^A-Za-z0-9._]/(home|root|work|Users|mnt|opt)/[A-Za-z0-9_.]"
    PLANT docs/planted.md "see /ho@@me/ada/journal" examples/planted/main.cpp "open(\"/wo@@rk/x\")")

rule("the change log knows this version" CHECK find_unlogged_version
    PLANT CHANGELOG.md "# Changes")

rule("the security policy is complete" CHECK find_policy_gaps
    PLANT SECURITY.md "# Security")

rule("every rule that a test names can be looked up" CHECK find_unmatched_rule_ids
    PLANT tests/vault/tst_planted.cpp "    void everyByteSurvives() // E4: to the last one"
        tests/vault/planted.h "// The faults of rows 3 to 5, one after the other."
        tests/session/tst_planted.cpp "    void itIsFresh() // 15"
        ui/forms/planted_p.h "// Input that comes late goes nowhere (C4)."
        docs/rules.md "- **E4** A rule that no test names. *Own decision.*"
        docs/rules.md "- **E4** A rule that leads nowhere. *Own decision.* Shown in [a page](page.md)."
        docs/rules.md "- **E4** A rule from nowhere. Shown in [itself](rules.md)."
        docs/rules.md "- **E4** One. *Own.* Shown in [it](rules.md).\n- **E4** Two. *Own.* Shown in [it](rules.md).")
