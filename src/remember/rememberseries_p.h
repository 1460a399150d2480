// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberverifier.h"

namespace QtLogin {

// One remembered login as its verifier knows it, and the rule by which a token is judged.
struct QTLOGIN_CORE_EXPORT RememberSeries
{
    struct Retired
    {
        QByteArray hash;
        Clock::Wall at {};
    };

    RememberVerifier::Series facts;
    std::chrono::seconds lifetime {0};
    bool sliding = false;
    QByteArray current; // the verifier that was presented last
    QByteArray announced; // its successor, until that is presented; may be empty
    QList<Retired> retired; // the youngest last

    [[nodiscard]] static RememberSeries begin(const RememberVerifier::NewSeries &series, Clock::Wall now);

    // Whether the series is over. A clock that stands before the last use is wrong, and a wrong
    // clock must extend nothing: that counts as over, too, for as long as it is wrong.
    [[nodiscard]] bool isOver(Clock::Wall now) const;

    // Judges \a verifier; where it is good, notes the use and announces \a successorHash, if any.
    [[nodiscard]] RememberVerifier::Presented::Verdict present(const Secret &verifier, const QByteArray &successorHash,
                                                               Clock::Wall now);

    // Notes a use without a token. False where the series is over.
    [[nodiscard]] bool touch(Clock::Wall now);

private:
    void extend(Clock::Wall now);
    bool accept(const Secret &verifier, Clock::Wall now, bool &reused);
};

} // namespace QtLogin
