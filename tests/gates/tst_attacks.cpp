// SPDX-License-Identifier: MIT
#include "attacks.h"

#include <QtCore/qfile.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qregularexpression.h>

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
};

const QList<std::pair<QString, QList<Vector>>> &corpus()
{
    static const QList<std::pair<QString, QList<Vector>>> all = {
        {QStringLiteral("Keyboard and mouse"), byHand()},
        {QStringLiteral("Into fields"), intoFields()},
        {QStringLiteral("Actions, menus and shortcuts"), throughActions()},
        {QStringLiteral("Tabs, docks, windows and dialogs"), intoPlaces()},
        {QStringLiteral("The application's own code"), byCode()},
        {QStringLiteral("Reading and copying"), bySight()},
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

} // namespace

// The corpus: everything that somebody may do to get past a guard. Each vector is played against
// each kind of guard, in each state of the session, and once more without a guard.
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
    bool tryState(const Column &column, Kind kind, State state, const Vector &vector);

    QByteArrayList problems;
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
    // A key that nobody takes is what we hope for; the rest as in support/windowtest.h.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support|Keyboard event not)")));
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
    const State unguarded = vector.states.contains(State::JustOut) ? State::JustOut : vector.states.first();
    if (Scene(column.control, unguarded, vector).play() == 0)
        problems += column.letter + QByteArray(": it does not even get in without a guard");
    bool stopped = true;
    for (const Kind kind : column.kinds) {
        for (const State state : vector.states)
            stopped = tryState(column, kind, state, vector) && stopped;
        const bool spans = vector.states == whenItEnds || vector.states == whenAnotherComes;
        if (!spans && Scene(kind, State::Allowed, vector).play() == 0)
            problems += column.letter + QByteArray(": it does not let in who may");
    }
    return stopped ? column.letter : char(std::tolower(column.letter));
}

bool tst_Attacks::tryState(const Column &column, Kind kind, State state, const Vector &vector)
{
    Scene scene(kind, state, vector);
    const bool stopped = scene.play() == 0;
    const bool promised = vector.guards.contains(column.letter);
    if (!stopped && promised)
        problems += column.letter + QByteArray(" lets it in when ") + nameOf(state);
    // Meanwhile, input is not even delivered; and a lease that is dead tells nobody.
    const bool arrives = state != State::Switching && state != State::Succeeded;
    if (stopped && promised && arrives && column.letter == 'E' && scene.denials() == 0)
        problems += "nobody has counted the denial when " + nameOf(state);
    return stopped;
}

static QString table()
{
    QString lines;
    for (const auto &[chapter, vectors] : corpus()) {
        lines += QStringLiteral("\n### %1\n\n| attack | effect | disabled | hidden | view | dialog |\n"
                                "|---|:-:|:-:|:-:|:-:|:-:|\n")
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
            lines += u'\n';
        }
    }
    return lines;
}

// docs/attacks.md ends with the table. Where it is out of date, ATTACKS_WRITE=1 writes it anew.
void tst_Attacks::theBookTellsTheTruth()
{
    const QString mark = QStringLiteral("<!-- written by tests/gates/tst_attacks.cpp -->\n");
    QFile book(QStringLiteral(QTLOGIN_ATTACKS_BOOK));
    QVERIFY(book.open(QIODevice::ReadWrite));
    const QString text = QString::fromUtf8(book.readAll());
    const qsizetype begin = text.indexOf(mark) + mark.size();
    QVERIFY(begin >= mark.size());
    if (qEnvironmentVariableIsSet("ATTACKS_WRITE")) {
        book.resize(0);
        book.write((text.first(begin) + table()).toUtf8());
        return;
    }
    QVERIFY2(text.mid(begin) == table(), "Run tst_attacks theBookTellsTheTruth with ATTACKS_WRITE=1.");
}

QTEST_MAIN(tst_Attacks)

#include "tst_attacks.moc"
