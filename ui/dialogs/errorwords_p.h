// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginway.h"
#include "forms/sentence.h"
#include "foundation/error.h"

namespace QtLogin {

//! The sentence for the person at the screen: the error's own where it has one, else one that
//! says what they can do. Only the latter follows a change of the language.
Sentence sentenceFor(const Error &error);

//! As above, with \a general where the error has no sentence of its own.
Sentence sentenceFor(const Error &error, const Sentence &general);

//! The sentence about a login that was tried elsewhere, by \a way.
Sentence sentenceElsewhere(LoginWay way, const Error &error);

//! "one second", "5 minutes": rounded up, for waiting.
QString wordsFor(std::chrono::seconds wait);

} // namespace QtLogin
