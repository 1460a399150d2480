// SPDX-License-Identifier: MIT
#include "presence/accountbutton.h"

#include "dialogs/changepassworddialog.h"
#include "dialogs/devicesdialog.h"
#include "forms/glyph_p.h"
#include "forms/menuroom_p.h"
#include "forms/namelabel_p.h"
#include "presence/initials_p.h"
#include "presence/presencelog_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>
#include <QtGui/qaction.h>
#include <QtGui/qcursor.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmessagebox.h>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcPresence, "qtlogin.presence")

// Where the application cannot ask the user, the button says so: nothing else would happen. What asks may delete it.
template<typename T>
static void sayIfUnable(const QPointer<AccountButton> &button, const QFuture<Result<T>> &asked)
{
    if (!button)
        return;
    whenDone(asked, button, [button](const Result<T> &result) {
        if (!button || !result.failedWith(Error::Kind::NotConfigured))
            return;
        auto *box = new QMessageBox(QMessageBox::Information, QString(), result.error().message(), QMessageBox::Ok,
                                    button->window());
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

AccountButton::AccountButton(LoginManager *login, QWidget *parent)
    : QToolButton(parent),
      m_login(login),
      m_menu(new QMenu(this))
{
    m_logIn = addVerb("logIn",
                      [self = QPointer(this)](LoginManager &m) { sayIfUnable(self, m.require(Requirement::login())); });
    m_unlock = addVerb("unlock", [self = QPointer(this)](LoginManager &m) { sayIfUnable(self, m.unlock()); });
    m_lock = addVerb("lock", [](LoginManager &m) { m.lock(); });
    m_changePassword = addVerb("changePassword", [this](LoginManager &) { changePassword(); });
    m_devices = addVerb("devices", [this](LoginManager &) { showDevices(); });
    m_forget = addVerb("forget", [](LoginManager &m) { m.rememberedLogin()->forget(); });
    m_menu->addSeparator();
    m_logOut = addVerb("logOut", [](LoginManager &m) { m.logOut(); });

    setMenu(m_menu);
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    fitIcon();

    QObject::connect(m_menu, &QMenu::aboutToShow, this, &AccountButton::refresh); // parts may have come
    QObject::connect(m_menu, &QMenu::aboutToHide, this, &AccountButton::noteMouse, Qt::QueuedConnection);
    refresh();
    if (!login) {
        qCCritical(lcPresence,
                   "AccountButton was given no LoginManager, and offers nothing. Make the LoginManager first: "
                   "AccountButton(&login).");
        return;
    }
    for (const auto signal :
         {&LoginManager::authenticatedChanged, &LoginManager::rememberedChanged, &LoginManager::busyChanged})
        QObject::connect(login, signal, this, &AccountButton::refresh);
    QObject::connect(login, &LoginManager::stateChanged, this, &AccountButton::refresh);
    QObject::connect(login, &LoginManager::currentUserChanged, this, &AccountButton::refresh);
    QObject::connect(login, &QObject::destroyed, this, &AccountButton::refresh);
}

AccountButton::~AccountButton() = default;

// Queued: what follows may delete the window, and the menu is still in the middle of its event.
template<typename Do>
QAction *AccountButton::addVerb(const char *name, Do act)
{
    QAction *action = m_menu->addAction(QString());
    action->setObjectName(QLatin1String(name));
    const auto actNow = [this, action, act] {
        refresh(); // hidden is no lock: what is not offered now is not done
        if (m_login && action->isVisible() && action->isEnabled())
            act(*m_login);
    };
    QObject::connect(action, &QAction::triggered, this, actNow, Qt::QueuedConnection);
    return action;
}

void AccountButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    const auto type = event->type();
    if (type == QEvent::FontChange)
        fitIcon();
    if (type == QEvent::LanguageChange || type == QEvent::PaletteChange || type == QEvent::FontChange)
        refresh();
}

// Initials want to be read: as high as a line with its margins, unless the application has said a size.
void AccountButton::fitIcon()
{
    if (m_iconSize.isValid() && m_iconSize != iconSize())
        return;
    const int side = fontMetrics().height() * 4 / 3;
    m_iconSize = QSize(side, side);
    setIconSize(m_iconSize);
}

// A user who has chosen something has left the button for its menu, of which Qt does not tell the button: it would
// stay raised.
void AccountButton::noteMouse()
{
    if (rect().contains(mapFromGlobal(QCursor::pos())))
        return;
    setAttribute(Qt::WA_UnderMouse, false);
    update();
}

void AccountButton::refresh()
{
    if (!QCoreApplication::instance())
        return; // the manager outlives the application, and nothing is on the screen any more
    const bool in = m_login && m_login->isAuthenticated();
    const bool locked = m_login && m_login->isLocked();
    const bool known = in || locked;

    m_logIn->setText(tr("Log &in…"));
    m_unlock->setText(tr("&Unlock…"));
    m_lock->setText(tr("&Lock"));
    m_changePassword->setText(tr("Change &password…"));
    m_devices->setText(tr("&Where I stay signed in…"));
    m_forget->setText(tr("&Forget me on this computer"));
    m_logOut->setText(tr("Log &out"));

    m_logIn->setVisible(!known);
    m_unlock->setVisible(locked);
    m_lock->setVisible(in);
    m_changePassword->setVisible(in && m_login->setup().editorOf(m_login->currentUser()->id()));
    m_devices->setVisible(in && m_login->setup().sessionPolicy.rememberLifetime > std::chrono::seconds(0));
    m_forget->setVisible(in && m_login->isRemembered());
    m_logOut->setVisible(known);
    for (QAction *verb : {m_logIn, m_unlock})
        verb->setEnabled(m_login && !m_login->isBusy());

    giveRoom(m_menu);

    const QString name = known ? m_login->currentUser()->displayName() : QString();
    const QString shown = elidedName(name, fontMetrics(), fontMetrics().averageCharWidth() * 24);
    setText(known ? QString(shown).replace(u'&', QStringLiteral("&&")) : tr("Not logged in"));
    setAccessibleName(locked   ? tr("Account: %1, locked").arg(name)
                          : in ? tr("Account: %1").arg(name)
                               : tr("Account: not logged in"));
    const QString tip = locked ? tr("%1 (locked)").arg(name) : tr("Logged in as %1").arg(name);
    setToolTip(asToolTip(known ? tip : tr("Not logged in")));
    const QString initials = in ? initialsOf(name) : QString();
    const QString glyph = locked ? QStringLiteral("lock") : QStringLiteral("person");
    setIcon(initials.isEmpty() ? glyphIcon(glyph, palette().color(QPalette::ButtonText))
                               : initialsIcon(initials, palette()));
}

static void open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AccountButton::changePassword()
{
    open(new ChangePasswordDialog(m_login, window()));
}

void AccountButton::showDevices()
{
    open(new DevicesDialog(m_login, window()));
}

} // namespace QtLogin
