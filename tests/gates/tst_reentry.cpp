// SPDX-License-Identifier: MIT
// The application changes the session, or deletes and moves guarded things, in the middle of a closing or an opening:
// from a slot or an event handler that is reached by it. In each case everything guarded is in the end as check()
// says, and works again.
#include "reentryscene.h"

#include "support/repetitions.h"
#include "support/windowtest.h"

#include <QtCore/qrandom.h>
#include <QtCore/qset.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

static const char *const deedNames[] = {"log out", "lock",     "confirm",  "log in", "log in another", "end",
                                        "go stale", "take out", "put back", "ask",    "lock twice"};
static const char *const deletions[] = {"delete the guard",         "delete the manager", "delete the view",
                                        "delete the lock",          "delete the dialog",  "delete a part",
                                        "delete the other windows", "delete the window"};

// How often the trigger may have been reached before the deed comes.
static const int skips[] = {0, 0, 1, 2, 4, 9};

class tst_Reentry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void whatWentWrongBeforeIsAsItShouldBe_data();
    void whatWentWrongBeforeIsAsItShouldBe();
    void oneStepLeavesEverythingAsItShouldBe_data() { addTriggers(); }
    void oneStepLeavesEverythingAsItShouldBe();
    void twoStepsLeaveEverythingAsItShouldBe_data() { addTriggers(); }
    void twoStepsLeaveEverythingAsItShouldBe();
    void whatGuardsMayBeDeletedInBetween_data() { addTriggers(); }
    void whatGuardsMayBeDeletedInBetween();
    void eachTriggerIsReached();

private:
    // One walk: in this state the user does the verb, and in the middle of what that changes, when the trigger has been
    // reached that many times before, the application does the deeds.
    struct Walk
    {
        QString trigger;
        bool locksWindow;
        QString state;
        QString verb;
        QStringList deeds;
        int skipped = 0;
    };
    static void addTriggers();
    static int play(const Walk &walk, QStringList *faults);
    static bool playLater(Walk walk, QStringList *faults);
    static bool playAll(Walk walk, QStringList *faults);

    static inline QSet<QString> reachedTriggers;
};

void tst_Reentry::addTriggers()
{
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<bool>("locksWindow");
    for (const bool locks : {false, true}) {
        const char *suffix = locks ? ", locked window" : "";
        for (const auto &event : ReentryScene::events())
            QTest::addRow("%s%s", qPrintable(event.name), suffix) << event.name << locks;
        for (const QString &signal : ReentryScene::signalNames())
            QTest::addRow("%s%s", qPrintable(signal), suffix) << signal << locks;
    }
}

// A number that is another one for each trigger, and the same in each run and on each machine.
static uint numberOf(const QString &trigger, bool locksWindow)
{
    return qChecksum(trigger.toUtf8()) + (locksWindow ? 1 : 0);
}

// Qt itself does not survive it where a widget or an action is deleted in the middle of its own event or signal, or of
// an event that Qt sends to its siblings as well; nor where it is moved while Qt gives it a parent or takes it away.
static bool survives(const QString &trigger, const QString &deed)
{
    static const QStringList ofWidgets = {
        QStringLiteral("focusChanged"),    QStringLiteral("focusWindowChanged"), QStringLiteral("enabledChanged"),
        QStringLiteral("visibleChanged"),  QStringLiteral("visibilityChanged"),  QStringLiteral("tabChanged"),
        QStringLiteral("editingFinished"), QStringLiteral("changeEvent"),        QStringLiteral("menuAboutToHide")};
    if (deed == u"take out" || deed == u"put back")
        return !trigger.startsWith(u"Child") && !trigger.startsWith(u"Parent");
    if (!deed.startsWith(u"delete ") || deed == u"delete the guard" || deed == u"delete the manager")
        return true;
    if (deed == u"delete the other windows")
        return !trigger.startsWith(u"focus");
    if (trigger == u"lockActionChanged" && (deed == u"delete the lock" || deed == u"delete the window"))
        return false;
    return !trigger[0].isUpper() && !ofWidgets.contains(trigger);
}

// How often the trigger was reached.
int tst_Reentry::play(const Walk &walk, QStringList *faults)
{
    for (const QString &deed : walk.deeds) {
        if (!survives(walk.trigger, deed))
            return 0;
    }
    ReentryScene scene(walk.trigger, walk.locksWindow);
    scene.start(walk.state);
    scene.arm(walk.deeds, walk.skipped);
    scene.act(walk.verb);
    ReentryScene::settle();
    const int reached = scene.reached();
    if (reached > 0)
        reachedTriggers += walk.trigger;
    if (!scene.isWhole())
        return reached;
    QString fault = scene.faults();
    if (fault.isEmpty())
        fault = scene.works();
    if (!fault.isEmpty())
        *faults += QStringLiteral("%1; %2: %3 at number %4: %5")
                       .arg(walk.state, walk.verb, walk.deeds.join(QStringLiteral(", ")))
                       .arg(walk.skipped)
                       .arg(fault);
    return reached;
}

// Where the trigger is not reached so often, the deeds come when it is reached for the last time. Whether it is.
bool tst_Reentry::playLater(Walk walk, QStringList *faults)
{
    const int reached = play(walk, faults);
    if (reached > 0 && reached <= walk.skipped) {
        walk.skipped = reached - 1;
        play(walk, faults);
    }
    return reached > 0;
}

// Each time that the trigger is reached. Whether it is.
bool tst_Reentry::playAll(Walk walk, QStringList *faults)
{
    while (play(walk, faults) > walk.skipped)
        ++walk.skipped;
    return walk.skipped > 0;
}

// The verbs that change something in a state.
static const std::pair<const char *, QStringList> states[] = {
    {"signed out", {QStringLiteral("log in"), QStringLiteral("log in another")}},
    {"in",
     {QStringLiteral("log out"), QStringLiteral("lock"), QStringLiteral("log in another"), QStringLiteral("go stale")}},
    {"locked", {QStringLiteral("confirm"), QStringLiteral("log out"), QStringLiteral("log in another")}},
    {"stale", {QStringLiteral("confirm"), QStringLiteral("end"), QStringLiteral("lock")}},
};

void tst_Reentry::whatWentWrongBeforeIsAsItShouldBe_data()
{
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<bool>("locksWindow");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("deed");
    const auto row = [](const char *name, const char *trigger, bool locksWindow, const char *state, const char *verb,
                        const char *deed) {
        QTest::newRow(name) << QString::fromLatin1(trigger) << locksWindow << QString::fromLatin1(state)
                            << QString::fromLatin1(verb) << QString::fromLatin1(deed);
    };
    row("the session ends in a changeEvent while it unlocks", "changeEvent", true, "locked", "confirm", "end");
    row("a user logs out in a changeEvent while it locks", "changeEvent", true, "in", "lock", "log out");
    row("a slot of the clipboard deletes the guard", "clipboardChanged", false, "in", "log out", "delete the guard");
    row("a slot of the clipboard deletes the guard at a lock", "clipboardChanged", true, "in", "lock",
        "delete the guard");
    row("a placeholder's Show deletes the guard", "Show of a placeholder", false, "in", "log out", "delete the guard");
    row("a placeholder's Show deletes the manager", "Show of a placeholder", false, "in", "lock", "delete the manager");
    row("a placeholder's Show logs in", "Show of a placeholder", false, "in", "log out", "log in");
    row("a placeholder's Hide logs out", "Hide of a placeholder", false, "signed out", "log in", "log out");
    row("a Hide logs a guest in", "Hide", false, "in", "log out", "log in another");
    row("an action that is disabled logs in", "enabledChanged", false, "in", "log out", "log in");
    row("the focus that leaves unlocks", "FocusOut", true, "stale", "lock", "confirm");
    row("the focus that leaves locks", "focusChanged", false, "in", "log out", "lock");
}

void tst_Reentry::whatWentWrongBeforeIsAsItShouldBe()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    QFETCH(QString, state);
    QFETCH(QString, verb);
    QFETCH(QString, deed);
    QStringList faults;
    QVERIFY(playAll({trigger, locksWindow, state, verb, {deed}}, &faults));
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_Reentry::oneStepLeavesEverythingAsItShouldBe()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    QStringList faults;
    // The short run takes one deed at each change, and others for each trigger; the long one takes all.
    const int most = int(std::size(deedNames));
    const int steps = std::max(1, most / repetitions("QTLOGIN_REENTRY_DEEDS", 1));
    uint change = numberOf(trigger, locksWindow);
    for (const auto &[state, changes] : states) {
        for (const QString &verb : changes) {
            ++change;
            for (int i = int(change % uint(steps)); i < most; i += steps) {
                const QStringList deeds = {QLatin1String(deedNames[i])};
                const int skipped = skips[(change + i / steps) % std::size(skips)];
                const bool isReached =
                    playLater({trigger, locksWindow, QLatin1String(state), verb, deeds, skipped}, &faults);
                if (!isReached && survives(trigger, deeds.first()))
                    break; // the other deeds are not reached either
            }
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_Reentry::twoStepsLeaveEverythingAsItShouldBe()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    QRandomGenerator random(numberOf(trigger, locksWindow));
    const auto any = [&random](const auto &list) { return list[random.bounded(int(std::size(list)))]; };
    QStringList faults;
    const int walks = repetitions("QTLOGIN_REENTRY_WALKS", 4);
    for (int i = 0; i < walks; ++i) {
        const auto &[name, changes] = any(states);
        const QString verb = any(changes);
        const QStringList deeds = {QLatin1String(any(deedNames)), QLatin1String(any(deedNames))};
        const int skipped = any(skips);
        (void)playLater({trigger, locksWindow, QLatin1String(name), verb, deeds, skipped}, &faults);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_Reentry::whatGuardsMayBeDeletedInBetween()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    // The short run takes one deletion at each change, and others for each trigger; the long one takes all.
    const int most = int(std::size(deletions));
    const int steps = std::max(1, most / repetitions("QTLOGIN_REENTRY_DELETIONS", 1));
    uint change = numberOf(trigger, locksWindow);
    QStringList faults;
    for (const auto &[state, changes] : states) {
        for (const QString &verb : changes) {
            ++change;
            for (int i = int(change % uint(steps)); i < most; i += steps) {
                const QStringList deeds = {QLatin1String(deletions[i])};
                const int skipped = skips[(change + i / steps) % std::size(skips)];
                (void)playLater({trigger, locksWindow, QLatin1String(state), verb, deeds, skipped}, &faults);
            }
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

// A walk whose trigger never comes says nothing.
void tst_Reentry::eachTriggerIsReached()
{
    QVERIFY2(!reachedTriggers.isEmpty(), "It tells what the other tests have reached: run them as well.");
    QStringList missed = ReentryScene::signalNames();
    for (const auto &event : ReentryScene::events())
        missed += event.name;
    missed.removeIf([](const QString &trigger) { return reachedTriggers.contains(trigger); });
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QStringLiteral(", "))));
}

QTEST_MAIN(tst_Reentry)

#include "tst_reentry.moc"
