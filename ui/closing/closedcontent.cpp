// SPDX-License-Identifier: MIT
#include "closing/closedcontent_p.h"

#include "session/loginmanager.h"

#include <algorithm>

namespace QtLogin {

ClosedContentSource::~ClosedContentSource() = default;

// How a manager finds its content again. The content outlives the manager where guards do.
class ClosedContentOfManager final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    std::weak_ptr<ClosedContent> content;
};

std::shared_ptr<ClosedContent> ClosedContent::of(LoginManager *login)
{
    auto *kept = login ? login->findChild<ClosedContentOfManager *>({}, Qt::FindDirectChildrenOnly) : nullptr;
    if (const auto shared = kept ? kept->content.lock() : nullptr)
        return shared;
    if (login && !kept)
        kept = new ClosedContentOfManager(login);
    const std::shared_ptr<ClosedContent> made(new ClosedContent);
    if (kept)
        kept->content = made;
    return made;
}

void ClosedContent::add(const ClosedContentSource *source)
{
    m_sources.push_back(source);
}

void ClosedContent::remove(const ClosedContentSource *source)
{
    std::erase(m_sources, source);
}

bool ClosedContent::isOnScreen(Access why) const
{
    return std::any_of(m_sources.cbegin(), m_sources.cend(),
                       [why](const ClosedContentSource *source) { return source->shows(why); });
}

} // namespace QtLogin

#include "closedcontent.moc"
