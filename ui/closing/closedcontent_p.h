// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/access.h"

#include <memory>
#include <vector>

namespace QtLogin {

class LoginManager;

// Something that keeps content closed, such as a guard.
class ClosedContentSource
{
public:
    virtual ~ClosedContentSource();

    // Whether anything that \a why keeps closed can be seen now, greyed out or as a placeholder.
    virtual bool shows(Access why) const = 0;
};

// All that is closed for a manager. The session banner asks it whether what it has to say concerns
// anything on the screen; it looks when it is asked, and costs nothing until then.
class ClosedContent
{
public:
    // That of \a login, which exists as long as it is used.
    static std::shared_ptr<ClosedContent> of(LoginManager *login);

    // Not owned.
    void add(const ClosedContentSource *source);
    void remove(const ClosedContentSource *source);
    bool isOnScreen(Access why) const;

private:
    ClosedContent() = default;

    std::vector<const ClosedContentSource *> m_sources;
};

} // namespace QtLogin
