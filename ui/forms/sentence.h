// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

#include <functional>
#include <type_traits>

namespace QtLogin {

//! A sentence for a person, in the language of the moment.
//!
//! A sentence on the screen is asked for again when the language changes. A function can answer that; a
//! QString stays as it is.
//!
//! ```cpp
//! form->showError([] { return Window::tr("The server sleeps."); });
//! ```
//! \since 0.1
class Sentence
{
public:
    //! An empty sentence.
    Sentence() = default;
    //! The same in every language.
    Sentence(const QString &text) // NOLINT(google-explicit-constructor): a sentence is what it says
        : m_say([text] { return text; })
    {
    }
    //! The text that \a say() returns, asked for each time.
    template<typename Say>
        requires std::is_invocable_r_v<QString, const Say &>
    Sentence(Say say) // NOLINT(google-explicit-constructor)
        : m_say(std::move(say))
    {
    }

    QString text() const { return m_say ? m_say() : QString(); }
    bool isEmpty() const { return text().isEmpty(); }

private:
    std::function<QString()> m_say;
};

} // namespace QtLogin
