// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/requirement.h"

#include <QtCore/qobject.h>
#include <QtCore/qset.h>

namespace QtLogin {

// The requirements that no user can meet, each told once to the developer, who has made a mistake: what asks for them is
// closed to everybody.
class NeverMet final
{
public:
    // The line for the log where \a requirement is one of them and \a call was given it for \a object; else empty, and
    // so is it the second time.
    [[nodiscard]] QString news(const char *call, const QObject *object, const Requirement &requirement)
    {
        if (Q_LIKELY(!requirement.isImpossible()))
            return {};
        const QString words = requirement.toString();
        const QString line = QStringLiteral("%1%2 was given the requirement \"%3\", which no user can meet: it stays "
                                            "closed to everybody. %4")
                                 .arg(QLatin1StringView(call), nameOf(object), words, wayOut(words));
        if (m_told.contains(line))
            return {};
        m_told.insert(line);
        return line;
    }

private:
    static QString nameOf(const QObject *object)
    {
        if (!object)
            return {};
        const QLatin1StringView type(object->metaObject()->className());
        return object->objectName().isEmpty() ? QStringLiteral(" for a %1").arg(type)
                                              : QStringLiteral(" for the %1 \"%2\"").arg(type, object->objectName());
    }
    static QString wayOut(const QString &words)
    {
        if (words == u"never")
            return QStringLiteral(
                "Requirement() is the empty one: say what is needed, as Requirement::login() does, or "
                "Requirement::anyone().");
        return QStringLiteral("Its parts exclude each other, or one of them is empty or negative.");
    }

    QSet<QString> m_told;
};

} // namespace QtLogin
