// SPDX-License-Identifier: MIT
#include "rememberstage.h"

#include <QtCore/qdir.h>
#include <QtCore/qdiriterator.h>
#include <QtCore/qmetaobject.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

// Where a token may be seen: in the keychain, and nowhere else.
class tst_TokenSecrecy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFileHoldsIt(); // D1, E1
    void nobodyIsToldIt(); // J5, K2
};

void tst_TokenSecrecy::noFileHoldsIt()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QList<QByteArray> tokens = {stage.item()->reveal().toByteArray()};
    for (int i = 0; i < 3; ++i) {
        QVERIFY(stage.restartAndRotate());
        tokens += stage.item()->reveal().toByteArray();
    }
    int files = 0;
    for (QDirIterator it(stage.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext(); ++files) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly)) // a lock that has just been given up
            continue;
        const QByteArray bytes = file.readAll();
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        const bool isLock = file.fileName().endsWith(QStringLiteral("lock")) || file.fileName().endsWith(QStringLiteral("rotation"));
        QVERIFY2(isLock || !(file.permissions() & others), qPrintable(file.fileName())); // locks name a process, no more
        QVERIFY2(!bytes.contains("ada") || file.fileName().endsWith(QStringLiteral(".devices")), qPrintable(file.fileName()));
        for (const QByteArray &token : tokens) {
            const QByteArray verifier = token.sliced(9 + 17, 32);
            for (const QByteArray &form : {verifier, verifier.toHex(), verifier.toBase64()})
                QVERIFY2(!bytes.contains(form.left(16)), qPrintable(file.fileName()));
        }
    }
    QVERIFY(files >= 2);
}

static QString s_logged;

void tst_TokenSecrecy::nobodyIsToldIt()
{
    const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &context, const QString &message) {
        s_logged += QLatin1StringView(context.category) + message + u'\n';
    });
    RememberStage stage;
    QString told;
    QList<QByteArray> secrets = {"lovelace"};
    const auto listen = [&](LoginManager &login) {
        std::vector<std::unique_ptr<QSignalSpy>> spies;
        for (int i = 0; i < login.metaObject()->methodCount(); ++i) {
            if (login.metaObject()->method(i).methodType() == QMetaMethod::Signal)
                spies.push_back(std::make_unique<QSignalSpy>(&login, login.metaObject()->method(i)));
        }
        return spies;
    };
    const auto note = [&](LoginManager &login, const std::vector<std::unique_ptr<QSignalSpy>> &spies) {
        for (const auto &spy : spies) {
            for (const QList<QVariant> &emission : *spy)
                QDebug(&told) << emission;
        }
        for (int i = 0; i < login.metaObject()->propertyCount(); ++i)
            QDebug(&told) << login.metaObject()->property(i).read(&login);
        if (const SecretPtr item = stage.item()) {
            secrets += item->reveal().toByteArray().sliced(9 + 17, 32);
            QDebug(&told) << *item;
        }
    };
    auto spies = listen(stage.login());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.remember = Remember::Yes})));
    QTRY_VERIFY(stage.login().isRemembered());
    note(stage.login(), spies);
    const SecretPtr first = stage.item();
    for (int i = 0; i < 3; ++i) {
        spies.clear();
        stage.restartApplication();
        if (i == 2) { // a theft
            stage.clock->advance(61s);
            stage.setItem(first);
        }
        spies = listen(stage.login());
        QCOMPARE(bool(stage.restore()), i < 2);
        if (i < 2)
            QTRY_COMPARE(stage.store->count(Operation::Write), 1);
        note(stage.login(), spies);
    }
    spies.clear();
    qInstallMessageHandler(before);

    QVERIFY(told.size() > 1'000);
    QVERIFY(secrets.size() > 3);
    for (const QByteArray &secret : std::as_const(secrets)) {
        const QByteArray beginning = secret.left(8);
        QString printed;
        QDebug(&printed).nospace() << beginning;
        const QStringList forms = {printed.mid(1).chopped(1), QString::fromLatin1(beginning.toHex()),
                                   QString::fromLatin1(secret.toBase64().left(8)), QString::fromUtf8(beginning)};
        for (const QString &form : forms) {
            QVERIFY(!told.contains(form, Qt::CaseInsensitive));
            QVERIFY(!s_logged.contains(form, Qt::CaseInsensitive));
        }
    }
}

QTEST_GUILESS_MAIN(tst_TokenSecrecy)
#include "tst_tokensecrecy.moc"
