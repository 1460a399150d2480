// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/scriptededitor.h"
#include "session/loginmanager.h"

#include <QtWidgets/qdialog.h>

#include <QtCore/qurl.h>

#include <functional>

//! Every dialog in every state that a person may see it in, for looking at and for measuring.
class Exhibition : public QObject
{
    Q_OBJECT
public:
    using Visitor = std::function<void(const QString &name, QDialog &dialog)>;

    Exhibition();

    //! Shows one after the other to \a visitor.
    void show(const Visitor &visitor);

    //! Makes the whole application speak \a language, and its layout run that way.
    static void speak(const char *language);

private:
    using Ways = QList<QtLogin::LoginWay>;
    Q_SLOT void open(const QUrl &link);
    void showLogins(const Visitor &visitor);
    void showProofs(const Visitor &visitor);
    void showJoined(const Visitor &visitor);
    void showElsewhere(const Visitor &visitor);
    void showAccounts(const Visitor &visitor);
    void showDevices(const Visitor &visitor);

    std::shared_ptr<ScriptedEditor> m_editor = std::make_shared<ScriptedEditor>();
    QtLogin::LoginManager m_login;
};
