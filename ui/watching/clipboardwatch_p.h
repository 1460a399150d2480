// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include <QtCore/qpointer.h>
#include <QtGui/qclipboard.h>

#include <map>

QT_BEGIN_NAMESPACE
class QMimeData;
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

// Takes copies out of guarded content off the clipboard, when the content closes or the copy has been there
// long enough. A copy that the user has made since, here or in another application, stays.
//
// The clipboard does not say where a copy comes from. A copy of this process is taken for guarded where
// the widget with the keyboard is, and also where that does not have the copied text selected and any
// guarded content is open: it may come from a button or a menu. A clipboard manager may take a copy over,
// so a copy is known again by its keyed hash, whichever process owns the clipboard by then.
class ClipboardWatch final : public QObject
{
    Q_OBJECT
public:
    // The gates' answers about the sources of a copy.
    struct Sources
    {
        // The requirement that has to be met for a widget to be seen; null if it is not guarded.
        std::function<std::optional<Requirement>(const QWidget *)> of;
        // The requirements of all guarded content that is open.
        std::function<std::vector<Requirement>()> open;
    };

    ClipboardWatch(LoginManager *login, Sources sources);
    ~ClipboardWatch() override; // closes

    // Something has closed, maybe what the copy came from.
    void clearClosed();

private:
    struct Copy
    {
        QByteArray hash;
        std::vector<Requirement> requirements; // of all that it may come from
        quint64 epoch;
        std::unique_ptr<Alarm> end = {};
    };

    void noteChange(QClipboard::Mode mode);
    std::vector<Requirement> sourcesOf(const QMimeData *data) const;
    QByteArray hashOf(const QMimeData *data) const;
    bool isOpen(const Requirement &requirement, quint64 epoch) const;
    void clear(QClipboard::Mode mode);

    const QPointer<LoginManager> m_login;
    const Sources m_sources;
    const QByteArray m_key; // of the hashes: alike texts have different ones in each process
    std::map<QClipboard::Mode, Copy> m_copies;
};

} // namespace QtLogin
