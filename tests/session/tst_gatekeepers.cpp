// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;

// In which order the gatekeepers of a manager close and open.
class tst_Gatekeepers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWindowClosesFirstAndOpensLast_data();
    void aWindowClosesFirstAndOpensLast();
};

namespace {

class Keeper final : public Gatekeeper
{
public:
    Keeper(QString *story, QChar name, bool isWindow) : m_story(story), m_name(name), m_isWindow(isWindow) { }

    void closeGates() override { *m_story += m_name; }
    void openGates() override { *m_story += m_name; }
    bool closesFirst() const override { return m_isWindow; }

private:
    QString *const m_story;
    const QChar m_name;
    const bool m_isWindow;
};

} // namespace

void tst_Gatekeepers::aWindowClosesFirstAndOpensLast_data()
{
    QTest::addColumn<QString>("added"); // capitals are windows
    QTest::addColumn<QString>("closing");
    QTest::addColumn<QString>("opening");
    QTest::newRow("guards alone") << QStringLiteral("ab") << QStringLiteral("ab") << QStringLiteral("ab");
    QTest::newRow("window last") << QStringLiteral("abW") << QStringLiteral("Wab") << QStringLiteral("abW");
    QTest::newRow("window first") << QStringLiteral("Wab") << QStringLiteral("Wab") << QStringLiteral("abW");
    QTest::newRow("two windows") << QStringLiteral("aWbX") << QStringLiteral("WXab") << QStringLiteral("abWX");
}

void tst_Gatekeepers::aWindowClosesFirstAndOpensLast()
{
    QFETCH(QString, added);
    QFETCH(QString, closing);
    QFETCH(QString, opening);
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QString story;
    std::vector<std::unique_ptr<Keeper>> keepers;
    for (const QChar name : added) {
        keepers.push_back(std::make_unique<Keeper>(&story, name, name.isUpper()));
        stage.login().addGatekeeper(keepers.back().get());
    }
    stage.login().lock();
    QCOMPARE(story, closing + opening);
    story.clear();
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QCOMPARE(story, opening);
    for (const auto &keeper : keepers)
        stage.login().removeGatekeeper(keeper.get());
}

QTEST_GUILESS_MAIN(tst_Gatekeepers)

#include "tst_gatekeepers.moc"
