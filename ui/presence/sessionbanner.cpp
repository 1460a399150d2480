// SPDX-License-Identifier: MIT
#include "presence/sessionbanner.h"

#include "dialogs/changepassworddialog.h"
#include "forms/formbutton_p.h"
#include "forms/glyph_p.h"
#include "forms/wordslabel_p.h"
#include "presence/confirmationwatch_p.h"
#include "presence/presencelog_p.h"

#include <QtGui/qevent.h>
#include <QtGui/qpainter.h>
#include <QtWidgets/qaccessiblewidget.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

using namespace std::chrono_literals;

// Screen readers read an alert aloud when it comes.
static QAccessibleInterface *createInterface(const QString &, QObject *object)
{
    auto *banner = qobject_cast<SessionBanner *>(object);
    return banner ? new QAccessibleWidget(banner, QAccessible::AlertMessage) : nullptr;
}

SessionBanner::SessionBanner(LoginManager *login, QWidget *parent)
    : QWidget(parent),
      m_login(login),
      m_icon(new QLabel(this)),
      m_words(new WordsLabel(this)),
      m_action(new FormButton(this)),
      m_dismiss(new FormButton(this))
{
    QAccessible::installFactory(createInterface); // knows by itself when it is there already
    m_words->setObjectName(QStringLiteral("words"));
    m_action->setObjectName(QStringLiteral("action"));
    m_dismiss->setObjectName(QStringLiteral("dismiss"));
    m_dismiss->setFlat(true);
    for (QPushButton *button : {m_action, m_dismiss})
        button->setAutoDefault(false); // in a dialog, Enter is for something else
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    const int margin = m_row->contentsMargins().left();
    m_row->setContentsMargins(margin, margin / 2, margin, margin / 2);
    auto *said = new QHBoxLayout;
    said->addWidget(m_icon);
    said->addWidget(m_words, 1, Qt::AlignVCenter);
    m_row->addLayout(said, 1);
    m_buttons = new QHBoxLayout;
    m_buttons->addStretch();
    m_buttons->addWidget(m_action);
    m_buttons->addWidget(m_dismiss);
    m_row->addLayout(m_buttons);

    // Queued: what follows may delete the banner, and the button is still in the middle of its event.
    connect(m_action, &QPushButton::clicked, this, &SessionBanner::act, Qt::QueuedConnection);
    connect(m_dismiss, &QPushButton::clicked, this, [this] { dismiss(m_message); }, Qt::QueuedConnection);
    hide();
    if (!login) {
        qCCritical(lcPresence,
                   "SessionBanner was given no LoginManager, and stays hidden for good. Make the LoginManager "
                   "first: SessionBanner(&login).");
        return;
    }
    connect(login, &LoginManager::aboutToLock, this, [this](std::chrono::seconds left) {
        m_locksAt = m_login->setup().clock->sinceBoot() + left;
        count();
    });
    connect(login, &LoginManager::lockAverted, this, &SessionBanner::stopCounting);
    connect(login, &LoginManager::freshnessChanged, this, &SessionBanner::noteFreshness);
    connect(login, &LoginManager::stateChanged, this, &SessionBanner::noteState);
    connect(login, &LoginManager::lockNotRecorded, this, [this] { note(m_isUnsaved); });
    connect(login, &LoginManager::rememberedChanged, this, &SessionBanner::refresh);
    const RememberedLogin *const remembered = login->rememberedLogin();
    connect(remembered, &RememberedLogin::tokenReused, this, [this] { note(m_isStolen); });
    connect(remembered, &RememberedLogin::revokeFailed, this, [this] { note(m_isKept); });
    connect(remembered, &RememberedLogin::availableChanged, this, &SessionBanner::refresh);
    connect(remembered, &RememberedLogin::keychainStateChanged, this, &SessionBanner::refresh);
    connect(login, &QObject::destroyed, this, &SessionBanner::refresh);
    refresh();
}

SessionBanner::~SessionBanner() = default;

QString SessionBanner::text() const
{
    return m_message == Message::None ? QString() : m_words->text();
}

// The most urgent thing there is to say. A stolen token is told also before the user has logged in again.
SessionBanner::Message SessionBanner::due() const
{
    if (!m_login)
        return Message::None;
    if (m_login->isLocked())
        return m_isUnsaved ? Message::Unsaved : Message::None;
    const bool isIn = m_login->isAuthenticated();
    if (isIn && m_locksAt && left() > 0s)
        return Message::LocksSoon;
    if (m_isStolen)
        return Message::Stolen;
    if (m_isKept)
        return Message::Kept;
    if (m_isUnsaved)
        return Message::Unsaved;
    if (isIn && isConfirmationWanted())
        return Message::Stale;
    return isIn && m_mayForget && forgets() ? Message::Forgetful : Message::None;
}

// Where the application remembers no user, no user misses it.
bool SessionBanner::forgets() const
{
    if (m_login->isRemembered() || m_login->setup().sessionPolicy.rememberLifetime == 0s)
        return false;
    const RememberedLogin &remembered = *m_login->rememberedLogin();
    return remembered.keychainState() == KeychainState::Locked || !remembered.isAvailable();
}

QString SessionBanner::wordsFor(Message message) const
{
    switch (message) {
    case Message::LocksSoon:
        return tr("Locks in %1 s").arg(left().count());
    case Message::Stolen:
        return m_login->isAuthenticated()
            ? tr("The login saved on this computer was used elsewhere and has been ended. "
                 "If that was not you, change your password.")
            : tr("The login saved on this computer was used elsewhere and has been ended. "
                 "If that was not you, log in and change your password.");
    case Message::Kept:
        return tr("The login saved on this computer could not be removed. The next time, this application may open "
                  "without a password. Log in and out again to remove it.");
    case Message::Unsaved:
        return tr("This computer cannot save that this application is locked. If it is closed while it is locked, "
                  "it may open without a password the next time. Log out before you leave.");
    case Message::Stale:
        return tr("It has been a while: some things here are closed until you confirm it's you.");
    case Message::Forgetful:
        return m_login->rememberedLogin()->isAvailable()
            ? tr("The keychain is locked, so you will have to log in again the next time you start.")
            : m_login->rememberedLogin()->unavailableReason();
    case Message::None:
        break;
    }
    return {};
}

std::chrono::seconds SessionBanner::left() const
{
    return std::chrono::ceil<std::chrono::seconds>(*m_locksAt - m_login->setup().clock->sinceBoot());
}

void SessionBanner::count()
{
    m_tick.reset();
    if (m_login && m_locksAt && left() > 0s)
        m_tick = m_login->setup().clock->callAfter(1s, [this] { count(); });
    else
        m_locksAt.reset();
    refresh();
}

void SessionBanner::stopCounting()
{
    m_locksAt.reset();
    count();
}

// A login that was never fresh has not lapsed: a user who was restored knows of nothing else.
void SessionBanner::noteFreshness(bool fresh)
{
    m_isStale = !fresh && m_login->isAuthenticated();
    m_watch = m_isStale ? std::make_unique<ConfirmationWatch>(m_login) : nullptr;
    if (m_watch)
        connect(m_watch.get(), &ConfirmationWatch::changed, this, &SessionBanner::refresh);
    refresh();
}

// A login that is no longer fresh is told only where something on the screen needs a fresh one.
bool SessionBanner::isConfirmationWanted() const
{
    return m_isStale && m_watch && m_watch->isAnythingOnScreen();
}

void SessionBanner::noteState()
{
    m_mayForget |= m_login->state() == SessionState::SignedOut;
    m_isStale &= m_login->isAuthenticated();
    m_isKept &= !m_login->isAuthenticated(); // as it says what to do
    m_isUnsaved &= m_login->state() != SessionState::SignedOut; // where it says what to do, it is done
    stopCounting();
}

void SessionBanner::note(bool &news)
{
    news = true;
    refresh();
}

void SessionBanner::act()
{
    if (!m_login)
        return;
    if (m_message == Message::Stolen && !m_login->isAuthenticated())
        (void)m_login->require(Requirement::login());
    else if (m_message == Message::Stolen)
        changePassword();
    else if (m_message == Message::Stale)
        (void)m_login->require(Requirement::freshLogin());
    else
        m_login->noteUserActivity();
}

// The event that has been told is dealt with once the password is another one.
void SessionBanner::changePassword()
{
    auto *dialog = new ChangePasswordDialog(m_login, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { dismiss(Message::Stolen); });
    dialog->open();
}

void SessionBanner::dismiss(Message message)
{
    if (message == Message::Stolen)
        m_isStolen = false;
    else if (message == Message::Kept)
        m_isKept = false;
    else if (message == Message::Unsaved)
        m_isUnsaved = false;
    else if (message == Message::Stale)
        m_isStale = false;
    else
        m_mayForget = false;
    refresh();
}

// The label of the button; empty where there is nothing to be done but to know.
QString SessionBanner::offer() const
{
    switch (m_message) {
    case Message::LocksSoon:
        return tr("Stay");
    case Message::Stolen:
        if (!m_login->isAuthenticated())
            return tr("Log in…");
        return m_login->setup().editorOf(m_login->currentUser()->id()) ? tr("Change password…") : QString();
    case Message::Stale:
        return tr("Confirm it's you…");
    case Message::Kept:
    case Message::Unsaved:
    case Message::Forgetful:
    case Message::None:
        break;
    }
    return {};
}

void SessionBanner::refresh()
{
    if (!QCoreApplication::instance())
        return; // the manager outlives the application, and nothing is on the screen any more
    if (!m_isStale)
        m_watch.reset();
    const Message before = std::exchange(m_message, due());
    const QString said = m_words->text();
    m_words->setText(wordsFor(m_message));
    m_action->setText(offer());
    m_dismiss->setText(tr("Dismiss"));
    m_action->setVisible(!m_action->text().isEmpty());
    m_dismiss->setVisible(m_message != Message::None && m_message != Message::LocksSoon);
    if (before != m_message) {
        dress();
        setAccessibleName(m_words->text()); // of a countdown, the beginning is enough
    }
    const bool stood = isVisible();
    setVisible(m_message != Message::None && parentWidget());
    if (before != m_message && isVisible())
        announce(stood);
    if (said != m_words->text())
        Q_EMIT textChanged(text());
}

void SessionBanner::announce(bool stood)
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    if (!stood)
        return; // showing it has said so
    QAccessibleEvent shown(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

void SessionBanner::dress()
{
    const bool warns = m_message != Message::LocksSoon && m_message != Message::Stale;
    const int side = fontMetrics().height() * 5 / 4;
    m_icon->setPixmap(
        glyphIcon(warns ? QStringLiteral("warning") : QStringLiteral("lock"), palette().color(QPalette::WindowText))
            .pixmap(QSize(side, side), devicePixelRatioF()));
}

void SessionBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
        dress();
        break;
    case QEvent::LanguageChange:
        refresh();
        setAccessibleName(m_words->text());
        break;
    case QEvent::ParentChange:
        refresh();
        break;
    default:
        break;
    }
}

bool SessionBanner::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

void SessionBanner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) // and not while a layout around it is at work
        QMetaObject::invokeMethod(this, &SessionBanner::fit, Qt::QueuedConnection);
}

// As high as its words need at this width: a layout around it would cut them, or give it more. Where
// the buttons would leave too little beside them to be read at ease, they come below.
void SessionBanner::fit()
{
    const QFontMetrics metrics = fontMetrics();
    const int readable = qMin(metrics.horizontalAdvance(m_words->text()), metrics.averageCharWidth() * 40);
    const int beside = readable + m_icon->sizeHint().width() + m_buttons->sizeHint().width() + 4 * m_row->spacing();
    const bool isNarrow = beside > contentsRect().width();
    m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    setFixedHeight(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                 : layout()->totalSizeHint().height());
}

// A tint of the highlight, light enough for the palette's own text on it.
void SessionBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor tint = palette().color(QPalette::Highlight);
    tint.setAlphaF(0.14F);
    painter.fillRect(rect(), tint);
    tint.setAlphaF(0.5F);
    painter.fillRect(0, height() - 1, width(), 1, tint);
}

} // namespace QtLogin
