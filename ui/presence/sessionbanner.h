// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include "qtloginwidgetsexport.h"

#include <QtWidgets/qwidget.h>

#include <memory>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace QtLogin {

class ConfirmationWatch;

//! A slim bar that says what users should know about their session, and offers what helps: that
//! it locks in 30 seconds; that their saved login was used somewhere else
//! (RememberedLogin::tokenReused(), so create it before restore()), or could not be removed (revokeFailed());
//! that a lock could not be saved (lockNotRecorded()), also while locked; that something on the screen
//! is closed until they confirm who they are; that they will have to log in again at the next start,
//! and why. One thing at a time, the most urgent first, and hidden otherwise.
//!
//! ```cpp
//! column->insertWidget(0, new QtLogin::SessionBanner(&login));
//! ```
//! It never takes the focus, and is read aloud when it comes. The countdown ends with its button and
//! with any input, which a ViewGuard or a WindowLock hears of. Give it a place in a layout: without a
//! parent it stays hidden. \since 0.1
class QTLOGIN_WIDGETS_EXPORT SessionBanner : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text NOTIFY textChanged)
public:
    //! The \a login is not owned, and may go first.
    explicit SessionBanner(LoginManager *login, QWidget *parent = nullptr);
    ~SessionBanner() override;

    //! The words of the banner; empty while there is nothing to say.
    QString text() const;

Q_SIGNALS:
    void textChanged(const QString &text);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Message { None, LocksSoon, Stolen, Kept, Unsaved, Stale, Forgetful };

    Message due() const;
    QString wordsFor(Message message) const;
    QString offer() const;
    bool forgets() const;
    std::chrono::seconds left() const;
    void count();
    void stopCounting();
    void noteFreshness(bool fresh);
    bool isConfirmationWanted() const;
    void noteState();
    void note(bool &news);
    void changePassword();
    void act();
    void dismiss(Message message);
    void refresh();
    void announce(bool stood);
    void dress();
    void fit();

    QPointer<LoginManager> m_login;
    std::optional<Clock::Boot> m_locksAt;
    std::unique_ptr<Alarm> m_tick;
    std::unique_ptr<ConfirmationWatch> m_watch; // while what comes onto the screen matters
    bool m_isStolen = false;
    bool m_isKept = false; // a login that has ended and could not be removed
    bool m_isUnsaved = false;
    bool m_isStale = false;
    bool m_mayForget = true; // until the user dismisses it
    Message m_message = Message::None;
    QBoxLayout *m_row;
    QHBoxLayout *m_buttons;
    QLabel *m_icon;
    QLabel *m_words;
    QPushButton *m_action;
    QPushButton *m_dismiss;
};

} // namespace QtLogin
