// SPDX-License-Identifier: MIT
#pragma once

#include "session/referencemodel.h"
#include "session/witness.h"
#include "support/stage.h"

#include <QtCore/qrandom.h>

namespace QtLogin {

// A walk at random through everything that can happen to a session, beside a model of what should.
class SessionWalk
{
public:
    explicit SessionWalk(quint32 seed);

    // The complaint, or nothing.
    QString step();
    QStringList path() const { return m_path; }

private:
    using Outcome = ReferenceModel::Outcome;

    struct Step
    {
        int weight;
        const char *name;
        void (SessionWalk::*walk)();
    };
    static const Step steps[];

    // The events that may happen.
    void logIn();
    void logInByApplication();
    void logOut();
    void logInAndOutInOneBreath();
    void moveOnWhileLoggingIn();
    void lock();
    void unlock();
    void confirmLogin();
    void reauthenticate();
    void revalidate();
    void restore();
    void restoreDamaged();
    void comeBackLater();
    void comeInByDesktop();
    void require();
    void guard();
    void forget();
    void restart();
    void changePolicy();
    void changePerson();
    void changeLoader();
    void changeKeychain();
    void changeContext();
    void letTimePass();
    void followRetry();
    void suspend();
    void moveWallClock();

    // How it is compared.
    void expect(bool holds, const QString &what)
    {
        if (!holds)
            m_complaints += what;
    }
    void compare(const Outcome &expected, bool success);
    void compareRemembering(const Outcome &expected);
    void compareSession();
    void compareChecks(const char *when);
    void waitUntilRemembered();
    void settle();

    LoginManager &login() { return m_stage.login(); }
    int roll(int sides) { return int(m_dice.bounded(sides)); }
    bool maybe(int percent) { return roll(100) < percent; }
    template<typename T>
    T oneOf(std::initializer_list<T> choices)
    {
        return choices.begin()[roll(int(choices.size()))];
    }
    size_t someone() { return size_t(roll(2)); }
    LoginOptions someOptions();
    Credentials credentials(size_t who, bool right) const;
    UserPtr userOf(size_t who) const;
    Requirement someRequirement();
    std::optional<ReferenceModel::Reply> someReply();
    void setHandlers(bool areSet);
    void answerPrompt(const ReferenceModel::Reply &reply, const std::function<bool()> &isDone);
    void compareAsking(const Outcome &expected, bool success, qsizetype asked);
    void tellLoader();
    void beginRun();

    QRandomGenerator m_dice;
    Stage m_stage;
    ReferenceModel m_model;
    std::unique_ptr<Witness> m_witness;
    quint64 m_epoch = 0, m_modelEpoch = 0;
    int m_stored = 0, m_notStored = 0;
    int m_handled = 0;
    QStringList m_path, m_complaints;
};

} // namespace QtLogin
