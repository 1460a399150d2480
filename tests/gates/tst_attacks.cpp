// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstable.h"
#include "support/windowtest.h"

#include <QtCore/qloggingcategory.h>

#include <algorithm>

using namespace QtLogin;
using namespace QtLogin::Attacks;

namespace {

struct Column
{
    char letter;
    QList<Kind> kinds;
    Kind control;
};

const QList<Column> columns = {
    {'E', {Kind::Connect, Kind::Run}, Kind::NoneInWindow},
    {'D', {Kind::Disable, Kind::Tree}, Kind::NoneInWindow},
    {'H', {Kind::Hide}, Kind::NoneInWindow},
    {'V', {Kind::View}, Kind::NoneInWindow},
    {'O', {Kind::Open}, Kind::NoneInDialog},
    {'W', {Kind::Window}, Kind::NoneInWindow},
};

const QList<std::pair<QString, QList<Vector>>> &corpus()
{
    static const QList<std::pair<QString, QList<Vector>>> all = {
        {QStringLiteral("Keyboard and mouse"), byHand()},
        {QStringLiteral("Into fields"), intoFields()},
        {QStringLiteral("Actions, menus and shortcuts"), throughActions()},
        {QStringLiteral("Tabs, docks, windows and dialogs"), intoPlaces()},
        {QStringLiteral("Beside the object tree"), besideTheTree()},
        {QStringLiteral("The application's own code"), byCode()},
        {QStringLiteral("Reading and copying"), bySight()},
        {QStringLiteral("Screen readers"), byEar()},
        {QStringLiteral("Begun while it was allowed"), acrossTime()},
        {QStringLiteral("What is left behind"), leftBehind()},
        {QStringLiteral("Another program"), byProgram()},
    };
    return all;
}

QByteArray nameOf(State state)
{
    static const QHash<State, QByteArray> names = {{State::NeverIn, "before any login"},
                                                   {State::JustOut, "just logged out"},
                                                   {State::LongOut, "logged out"},
                                                   {State::Locked, "locked"},
                                                   {State::Stale, "stale"},
                                                   {State::Switching, "somebody else comes"},
                                                   {State::Switched, "somebody else is in"},
                                                   {State::Succeeded, "somebody else is in who may as well"},
                                                   {State::Allowed, "allowed"}};
    return names.value(state);
}

// A lock screen stands there while the session is locked, and promises nothing else.
bool isTriedIn(Kind kind, State state)
{
    return kind != Kind::Window || state == State::Locked;
}

// Whether a user who may comes back after this state.
bool comesBack(const Vector &vector, State state)
{
    const bool isShort = !vector.states.contains(State::Locked);
    return state == State::Locked || state == State::Stale || state == State::Switched
        || (state == State::LongOut && isShort);
}

// The short run tries a third of them again, and under a sanitizer, where each takes several times as long, an eighth;
// the long one tries all. Which ones they are differs from attack to attack.
bool isTriedAfterwards(const Vector &vector, Kind kind, State state)
{
#ifdef __SANITIZE_ADDRESS__
    const size_t share = 8;
#else
    const size_t share = 3;
#endif
    const size_t number = qHash(vector.name, 0) + size_t(kind) + size_t(state);
    return number % share == 0 || qEnvironmentVariableIsSet("QTLOGIN_LONG");
}

// Whether a guard stops it in a state after which it can be tried again.
bool comesBack(const Vector &vector)
{
    const bool stops = vector.guards != vector.guards.toLower();
    return stops && std::any_of(vector.states.begin(), vector.states.end(), [&vector](State state) {
               return comesBack(vector, state);
           });
}

} // namespace

// The corpus: every known way past a guard. Each vector is played against each kind of guard, in each state of the
// session, once more without a guard, and afterwards, when a user who may has come back.
class tst_Attacks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void thereAreEnough();
    void aGuardStopsWhatItPromises_data(); // F2
    void aGuardStopsWhatItPromises();
    void theBookTellsTheTruth();

private:
    char tryColumn(const Column &column, const Vector &vector);
    void tryWithoutGuard(const Column &column, const Vector &vector);
    bool tryState(const Column &column, Kind kind, State state, const Vector &vector);
    void tryAfterwards(Scene &scene, const QByteArray &where, State state);

    QByteArrayList problems;
    int m_effects = 0; // that it has where there is no guard
    bool m_isRepeatable = false; // it has them again when it is done again
};

void tst_Attacks::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*.info=false"));
    if (isOnDesktop()) // before there is any menu, which it may show
        QVERIFY(startPanel());
}

void tst_Attacks::cleanupTestCase()
{
    endPanel();
}

void tst_Attacks::init()
{
    // A key that no widget takes is what we hope for.
    failOnWarnings(QStringLiteral("Keyboard event not|QWidget::setMinimumSize: \\(/QTornOffMenu\\)"));
    problems.clear();
}

void tst_Attacks::thereAreEnough()
{
    qsizetype count = 0;
    QSet<QByteArray> names;
    for (const auto &[chapter, vectors] : corpus()) {
        count += vectors.size();
        for (const Vector &vector : vectors) {
            QCOMPARE(vector.guards.toUpper().size(), columns.size());
            names += vector.name;
        }
    }
    QVERIFY2(count >= 100, qPrintable(QString::number(count)));
    QCOMPARE(names.size(), count);
}

void tst_Attacks::aGuardStopsWhatItPromises_data()
{
    QTest::addColumn<Vector>("vector");
    for (const auto &[chapter, vectors] : corpus()) {
        for (const Vector &vector : vectors) {
            if (vector.onDesktop == isOnDesktop())
                QTest::newRow(vector.name.constData()) << vector;
        }
    }
}

void tst_Attacks::aGuardStopsWhatItPromises()
{
    QFETCH(Vector, vector);
    QByteArray seen;
    for (qsizetype i = 0; i < columns.size(); ++i)
        seen += vector.guards[i] == '-' ? '-' : tryColumn(columns[i], vector);
    QVERIFY2(problems.isEmpty(), problems.join("; ").constData());
    QCOMPARE(seen, vector.guards);
}

// The letter of the column: a capital if nothing has gotten in.
char tst_Attacks::tryColumn(const Column &column, const Vector &vector)
{
    tryWithoutGuard(column, vector);
    bool stopped = true;
    for (const Kind kind : column.kinds) {
        for (const State state : vector.states) {
            if (isTriedIn(kind, state))
                stopped = tryState(column, kind, state, vector) && stopped;
        }
        if (!vector.spans() && Scene(kind, State::Allowed, vector).play() == 0)
            problems += column.letter + QByteArray(": it does not let in who may");
    }
    return stopped ? column.letter : char(std::tolower(column.letter));
}

void tst_Attacks::tryWithoutGuard(const Column &column, const Vector &vector)
{
    Scene scene(column.control, vector.states.contains(State::JustOut) ? State::JustOut : vector.states.first(),
                vector);
    const int effects = scene.play();
    if (effects == 0)
        problems += column.letter + QByteArray(": it does not even get in without a guard");
    const int again = scene.playAgain();
    m_isRepeatable = again > 0;
    m_effects = m_isRepeatable ? again : effects;
}

bool tst_Attacks::tryState(const Column &column, Kind kind, State state, const Vector &vector)
{
    auto scene = std::make_unique<Scene>(kind, state, vector);
    const bool stopped = scene->play() == 0;
    const bool promised = vector.guards.contains(column.letter);
    if (!stopped && promised)
        problems += column.letter + QByteArray(" lets it in when ") + nameOf(state);
    // Meanwhile, input is not even delivered; and a dead lease emits nothing.
    const bool arrives = state != State::Switching && state != State::Succeeded;
    if (stopped && promised && arrives && column.letter == 'E' && scene->denials() == 0)
        problems += "nobody has counted the denial when " + nameOf(state);
    if (!stopped || !promised || !comesBack(vector, state) || !isTriedAfterwards(vector, kind, state))
        return stopped;
    const QByteArray where = column.letter + QByteArray::number(int(kind)) + " after " + nameOf(state);
    if (!m_isRepeatable) {
        scene.reset(); // its lock screen would hide the other window
        scene = std::make_unique<Scene>(kind, state, vector);
        scene->playWithout();
    }
    tryAfterwards(*scene, where, state);
    return stopped;
}

// A stopped act works again, once, when a user who may is back: also the second time, and after a logout out of a
// locked session. An act that uses itself up is tried when all of that is over.
void tst_Attacks::tryAfterwards(Scene &scene, const QByteArray &where, State state)
{
    const int rounds = state == State::Locked ? 3 : 1;
    for (int round = 1; round <= rounds; ++round) {
        if (round > 1) {
            scene.closeAgain();
            if (m_isRepeatable && scene.playAgain() > 0)
                problems += where + ": it gets in the next time";
            Scene::oneCycle();
        }
        if (round == 3)
            scene.logOut();
        if (scene.comeBack() > 0)
            problems += where + ": coming back does it";
        if (!m_isRepeatable && round < rounds)
            continue;
        const int effects = scene.playAgain();
        if (effects == 0 || (m_effects == 1 && effects > 1))
            problems +=
                where + ": it works " + QByteArray::number(effects) + " times in round " + QByteArray::number(round);
    }
}

static QString table()
{
    QString lines;
    for (const auto &[chapter, vectors] : corpus()) {
        lines += QStringLiteral(
                     "\n### %1\n\n| attack | effect | disabled | hidden | view | dialog | lock screen | afterwards |\n"
                     "|---|:-:|:-:|:-:|:-:|:-:|:-:|:-:|\n")
                     .arg(chapter);
        for (const Vector &vector : vectors) {
            lines += QStringLiteral("| %1 |").arg(QString::fromLatin1(vector.name));
            for (qsizetype i = 0; i < columns.size(); ++i) {
                const char seen = vector.guards[i];
                const bool stops = seen == columns[i].letter;
                lines += seen == '-' ? QStringLiteral(" |")
                    : stops          ? QStringLiteral(" stopped |")
                                     : QStringLiteral(" *gets in* |");
            }
            lines += comesBack(vector) ? QStringLiteral(" works again |\n") : QStringLiteral(" |\n");
        }
    }
    return lines;
}

// Where docs/attacks.md is out of date, ATTACKS_WRITE=1 writes its table anew.
void tst_Attacks::theBookTellsTheTruth()
{
    AttacksTable book(QStringLiteral("tst_attacks"));
    QVERIFY(book.isThere());
    QVERIFY2(book.hasOrWrites(table()), "Run tst_attacks theBookTellsTheTruth with ATTACKS_WRITE=1.");
}

QTEST_MAIN(tst_Attacks)

#include "tst_attacks.moc"
