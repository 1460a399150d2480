// SPDX-License-Identifier: MIT
// The steps of a SessionWalk in which something is required, and the user, a handler or the desktop helps.
#include "guards/guard.h"
#include "session/sessionwalk.h"
#include "support/patience.h"

#include <QtCore/qdeadlinetimer.h>

using namespace std::chrono_literals;

namespace QtLogin {

Requirement SessionWalk::someRequirement()
{
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    return oneOf({Requirement::login(), Requirement::login(), Requirement::freshLogin(), Requirement::freshLogin(2min), admin,
                  Requirement::freshLogin() && admin, Requirement::guestOnly(), Requirement::anyone(), Requirement()});
}

// Null: the application handles what is denied.
std::optional<ReferenceModel::Reply> SessionWalk::someReply()
{
    if (maybe(25))
        return std::nullopt;
    LoginOptions options = someOptions();
    options.force = false;
    return ReferenceModel::Reply {maybe(20), maybe(80), someone(), options};
}

void SessionWalk::setHandlers(bool areSet)
{
    const auto count = [this](const Requirement &) { ++m_handled; };
    const DeniedHandlers::Handler handler = areSet ? DeniedHandlers::Handler(count) : nullptr;
    login().setDeniedHandlers({.unauthorized = handler, .freshLogin = handler, .forbidden = handler, .guestOnly = handler});
    m_handled = 0;
}

// As a user does who tries once at a time, and turns away where that fails.
void SessionWalk::answerPrompt(const ReferenceModel::Reply &reply, const std::function<bool()> &isDone)
{
    for (QDeadlineTimer end(patience); !end.hasExpired() && !isDone(); QCoreApplication::processEvents()) {
        if (!m_stage.prompt->isAsking())
            continue;
        if (reply.turnsAway) {
            m_stage.prompt->dismiss();
            continue;
        }
        const UserPtr fixed = m_stage.prompt->request().fixedUser();
        const size_t who = !fixed ? reply.who : fixed->id() == m_model.people[0].id ? 0 : 1;
        const auto tried = m_stage.prompt->answer(credentials(who, reply.rightPassword), reply.options);
        if (!Stage::resultOf(tried) && m_stage.prompt->isAsking())
            m_stage.prompt->dismiss();
    }
    expect(isDone(), QStringLiteral("what is required is never answered"));
}

void SessionWalk::compareAsking(const Outcome &expected, bool success, qsizetype asked)
{
    QStringList kinds;
    for (const LoginRequest &request : m_stage.prompt->requests().mid(asked)) {
        switch (request.kind()) {
        case LoginRequest::Kind::LogIn:
            kinds += QStringLiteral("LogIn");
            break;
        case LoginRequest::Kind::Reauthenticate:
            kinds += QStringLiteral("Reauthenticate");
            break;
        case LoginRequest::Kind::Unlock:
            kinds += QStringLiteral("Unlock");
            break;
        }
    }
    expect(kinds == expected.asked, QStringLiteral("asked to %1 and not to %2").arg(kinds.join(u','), expected.asked.join(u',')));
    expect(m_handled == expected.handled, QStringLiteral("handled %1 times").arg(m_handled));
    setHandlers(false);
    compare(expected, success);
}

// A user who was forced in as inactive could be asked for ever.
void SessionWalk::require()
{
    if (m_model.isIn() && !m_model.user()->active)
        return;
    const Requirement requirement = someRequirement();
    const auto reply = someReply();
    const auto asked = m_stage.prompt->requests().size();
    setHandlers(!reply);
    const auto answer = login().require(requirement);
    answerPrompt(reply.value_or(ReferenceModel::Reply {.turnsAway = true}), [&answer] { return answer.isFinished(); });
    const bool success = bool(Stage::resultOf(answer));
    compareAsking(m_model.require(requirement, reply), success, asked);
}

void SessionWalk::guard()
{
    if (m_model.isIn() && !m_model.user()->active)
        return;
    const Requirement requirement = someRequirement();
    const auto reply = someReply();
    const auto asked = m_stage.prompt->requests().size();
    setHandlers(!reply);
    int runs = 0;
    QObject page;
    {
        Guard guard(&login());
        QSignalSpy denied(&guard, &Guard::denied);
        guard.run(requirement, &page, [&runs] { ++runs; });
        answerPrompt(reply.value_or(ReferenceModel::Reply {.turnsAway = true}),
                     [&] { return runs > 0 || !denied.isEmpty(); });
        QCoreApplication::processEvents();
    }
    expect(runs < 2, QStringLiteral("a guarded call has run twice"));
    compareAsking(m_model.guard(requirement, reply), runs == 1, asked);
}

// A remembered login comes first; whatever is wrong with it stands in no way.
void SessionWalk::comeInByDesktop()
{
    m_model.isKnownToDesktop = true;
    if (maybe(50))
        restoreDamaged();
    else
        restart();
    if (m_model.state == SessionState::SignedOut || m_model.state == SessionState::RestorePending)
        restore();
    m_model.isKnownToDesktop = false;
    if (!m_model.isIn() || m_model.user()->id != m_model.people[2].id)
        return;
    logOut();
    (void)Stage::resultOf(login().rememberedLogin()->forget()); // their mark goes once all before has been forgotten
}

} // namespace QtLogin
