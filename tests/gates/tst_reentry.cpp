// SPDX-License-Identifier: MIT
// The application changes the session, or deletes and moves guarded things, in the middle of a closing or an opening:
// from a slot or an event handler that is reached by it. In each case everything guarded is in the end as check()
// says, and works again.
#include "reentryscene.h"

#include "support/repetitions.h"
#include "support/windowtest.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

static const char *const deedNames[] = {"log out", "lock",     "confirm",  "log in", "log in another", "end",
                                        "go stale", "take out", "put back", "ask",    "lock twice"};
static const char *const deletions[] = {"delete the guard",         "delete the manager", "delete the view",
                                        "delete the lock",          "delete the dialog",  "delete a part",
                                        "delete the other windows", "delete the window"};

class tst_Reentry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void oneStepLeavesEverythingAsItShouldBe_data() { addTriggers(); }
    void oneStepLeavesEverythingAsItShouldBe();
    void twoStepsLeaveEverythingAsItShouldBe_data() { addTriggers(); }
    void twoStepsLeaveEverythingAsItShouldBe();
    void whatGuardsMayBeDeletedInBetween_data() { addTriggers(); }
    void whatGuardsMayBeDeletedInBetween();

private:
    static void addTriggers();
    static QString play(const QString &trigger, bool locksWindow, const QString &state, const QString &verb,
                        const QStringList &deeds, bool *fired);
};

void tst_Reentry::addTriggers()
{
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<bool>("locksWindow");
    for (const bool locks : {false, true}) {
        const char *suffix = locks ? ", locked window" : "";
        for (const auto &[name, type] : ReentryScene::events())
            QTest::addRow("%s%s", qPrintable(name), suffix) << name << locks;
        for (const QString &signal : ReentryScene::signalNames())
            QTest::addRow("%s%s", qPrintable(signal), suffix) << signal << locks;
    }
}

QString tst_Reentry::play(const QString &trigger, bool locksWindow, const QString &state, const QString &verb,
                          const QStringList &deeds, bool *fired)
{
    ReentryScene scene(trigger, locksWindow);
    scene.start(state);
    scene.arm(deeds);
    scene.act(verb);
    *fired = scene.hasFired();
    if (!scene.isWhole())
        return {};
    const QString wrong = scene.faults();
    return wrong.isEmpty() ? scene.works() : wrong;
}

// The verbs that change something in a state.
static const std::pair<const char *, QStringList> states[] = {
    {"signed out", {QStringLiteral("log in"), QStringLiteral("log in another")}},
    {"in",
     {QStringLiteral("log out"), QStringLiteral("lock"), QStringLiteral("log in another"), QStringLiteral("go stale")}},
    {"locked", {QStringLiteral("confirm"), QStringLiteral("log out"), QStringLiteral("log in another")}},
    {"stale", {QStringLiteral("confirm"), QStringLiteral("end"), QStringLiteral("lock")}},
};

void tst_Reentry::oneStepLeavesEverythingAsItShouldBe()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    QStringList faults;
    // The short run takes one deed at each change, and others for each trigger; the long one takes all.
    const int most = int(std::size(deedNames));
    const int steps = std::max(1, most / repetitions("QTLOGIN_REENTRY_DEEDS", 1));
    int change = int(qHash(trigger) % uint(steps)) + (locksWindow ? 1 : 0);
    for (const auto &[state, changes] : states) {
        for (const QString &verb : changes) {
            ++change;
            for (int i = change % steps; i < most; i += steps) {
                const char *const deed = deedNames[i];
                bool fired = false;
                const QString fault =
                    play(trigger, locksWindow, QLatin1String(state), verb, {QLatin1String(deed)}, &fired);
                if (!fault.isEmpty())
                    faults += QStringLiteral("%1; %2: %3: %4")
                                  .arg(QLatin1String(state), verb, QLatin1String(deed), fault);
                if (!fired)
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
    QRandomGenerator random(20261129);
    const auto any = [&random](const auto &list) { return list[random.bounded(int(std::size(list)))]; };
    QStringList faults;
    const int walks = repetitions("QTLOGIN_REENTRY_WALKS", 5);
    for (int i = 0; i < walks; ++i) {
        const auto &[name, changes] = any(states);
        const QString state = QLatin1String(name);
        const QString verb = any(changes);
        const QStringList deeds = {QLatin1String(any(deedNames)), QLatin1String(any(deedNames))};
        bool fired = false;
        const QString fault = play(trigger, locksWindow, state, verb, deeds, &fired);
        if (!fault.isEmpty())
            faults += QStringLiteral("%1; %2: %3: %4").arg(state, verb, deeds.join(QStringLiteral(", ")), fault);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

// Qt itself does not survive it where a widget or an action is deleted in the middle of its own event or signal, or of
// an event that Qt sends to its siblings as well.
static bool survives(const QString &trigger, const QString &deletion)
{
    static const QStringList ofWidgets = {
        QStringLiteral("focusChanged"), QStringLiteral("focusWindowChanged"), QStringLiteral("enabledChanged"),
        QStringLiteral("visibleChanged"), QStringLiteral("visibilityChanged"), QStringLiteral("tabChanged")};
    if (deletion == u"delete the guard" || deletion == u"delete the manager")
        return true;
    if (deletion == u"delete the other windows")
        return !trigger.startsWith(u"focus");
    if (trigger == u"lockActionChanged" && (deletion == u"delete the lock" || deletion == u"delete the window"))
        return false;
    return !trigger[0].isUpper() && !ofWidgets.contains(trigger);
}

void tst_Reentry::whatGuardsMayBeDeletedInBetween()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    // The short run takes one deletion at each change, and others for each trigger; the long one takes all.
    const int most = int(std::size(deletions));
    const int steps = std::max(1, most / repetitions("QTLOGIN_REENTRY_DELETIONS", 1));
    int change = int(qHash(trigger) % uint(steps));
    for (const auto &[state, changes] : states) {
        for (const QString &verb : changes) {
            ++change;
            for (int i = change % steps; i < most; i += steps) {
                bool fired = false;
                if (survives(trigger, QLatin1String(deletions[i])))
                    (void)play(trigger, locksWindow, QLatin1String(state), verb, {QLatin1String(deletions[i])}, &fired);
            }
        }
    }
}

QTEST_MAIN(tst_Reentry)

#include "tst_reentry.moc"
