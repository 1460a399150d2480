// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

#include <functional>
#include <type_traits>

namespace QtLogin {

//! Something to say to a person, in the language of the moment.
//!
//! What is on the screen is said again when the language changes. A function can do that; a
//! QString stays as it is.
//!
//! ```cpp
//! form->showError([] { return Window::tr("The server sleeps."); });
//! ```
//! \since 0.1
class Sentence
{
public:
    //! Nothing.
    Sentence() = default;
    //! The same in every language.
    Sentence(const QString &text) // NOLINT(google-explicit-constructor): a sentence is what it says
        : m_say([text] { return text; })
    {
    }
    //! What \a say() says, asked each time.
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
