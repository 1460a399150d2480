// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include <QtCore/qmimedata.h>
#include <QtCore/qpointer.h>
#include <QtGui/qclipboard.h>

#include <map>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

// Takes off the clipboard what was copied out of guarded content, when this closes or has been there
// long enough. What somebody has copied since, here or elsewhere, stays.
class ClipboardWatch final : public QObject
{
    Q_OBJECT
public:
    // What has to be met for a widget to be seen; nothing if it is not guarded.
    using Find = std::function<std::optional<Requirement>(const QWidget *)>;

    ClipboardWatch(LoginManager *login, Find find);
    ~ClipboardWatch() override; // closes

    // Something has closed, maybe what the copy came from.
    void judge();

private:
    struct Copy
    {
        QPointer<const QMimeData> data; // gone as soon as there is something else
        Requirement requirement;
        quint64 epoch;
        std::unique_ptr<Alarm> end = {};
    };

    void noteChange(QClipboard::Mode mode);
    bool isOpen(const Requirement &requirement, quint64 epoch) const;
    void clear(QClipboard::Mode mode);

    const QPointer<LoginManager> m_login;
    const Find m_find;
    std::map<QClipboard::Mode, Copy> m_copies;
};

} // namespace QtLogin
