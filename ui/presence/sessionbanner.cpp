// SPDX-License-Identifier: MIT
#include "presence/sessionbanner.h"

#include "forms/glyph_p.h"
#include "forms/wordslabel_p.h"

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
      m_action(new QPushButton(this)),
      m_dismiss(new QPushButton(this))
{
    QAccessible::installFactory(createInterface); // knows by itself when it is there already
    m_words->setObjectName(QStringLiteral("words"));
    m_action->setObjectName(QStringLiteral("action"));
    m_dismiss->setObjectName(QStringLiteral("dismiss"));
    m_dismiss->setFlat(true);
    for (QPushButton *button : {m_action, m_dismiss})
        button->setAutoDefault(false); // in a dialog, Enter is for something else
    auto *row = new QHBoxLayout(this);
    const int margin = row->contentsMargins().left();
    row->setContentsMargins(margin, margin / 2, margin, margin / 2);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1, Qt::AlignVCenter);
    row->addWidget(m_action);
    row->addWidget(m_dismiss);

    // Queued: what follows may delete the banner, and the button is still in the middle of its event.
    connect(m_action, &QPushButton::clicked, this, &SessionBanner::act, Qt::QueuedConnection);
    connect(m_dismiss, &QPushButton::clicked, this, &SessionBanner::dismiss, Qt::QueuedConnection);
    connect(login, &LoginManager::aboutToLock, this, [this](std::chrono::seconds left) {
        m_locksAt = m_login->clock()->sinceBoot() + left;
        count();
    });
    connect(login, &LoginManager::lockAverted, this, &SessionBanner::stopCounting);
    connect(login, &LoginManager::freshnessChanged, this, &SessionBanner::noteFreshness);
    connect(login, &LoginManager::stateChanged, this, &SessionBanner::noteState);
    for (const auto signal : {&LoginManager::rememberedChanged, &LoginManager::rememberAvailableChanged})
        connect(login, signal, this, &SessionBanner::refresh);
    connect(login, &LoginManager::keychainStateChanged, this, &SessionBanner::refresh);
    connect(login, &QObject::destroyed, this, &SessionBanner::refresh);
    hide();
    refresh();
}

SessionBanner::~SessionBanner() = default;

QString SessionBanner::text() const
{
    return m_message == Message::None ? QString() : m_words->text();
}

// The most urgent thing there is to say.
SessionBanner::Message SessionBanner::due() const
{
    if (!m_login || m_login->state() != SessionState::LoggedIn)
        return Message::None;
    if (m_locksAt && left() > 0s)
        return Message::LocksSoon;
    if (m_isStale)
        return Message::Stale;
    return m_mayForget && forgets() ? Message::Forgetful : Message::None;
}

// Where the application remembers nobody, nobody misses it.
bool SessionBanner::forgets() const
{
    if (m_login->isRemembered() || m_login->sessionPolicy().rememberLifetime == 0s)
        return false;
    return m_login->keychainState() == KeychainState::Locked || !m_login->isRememberAvailable();
}

QString SessionBanner::wordsFor(Message message) const
{
    switch (message) {
    case Message::LocksSoon:
        return tr("Locks in %1 s").arg(left().count());
    case Message::Stale:
        return tr("Your login is no longer fresh.");
    case Message::Forgetful:
        return m_login->keychainState() == KeychainState::Unavailable
            ? tr("There is no keychain: you will not be remembered.")
            : tr("The keychain is locked: you will not be remembered.");
    case Message::None:
        break;
    }
    return {};
}

std::chrono::seconds SessionBanner::left() const
{
    return std::chrono::ceil<std::chrono::seconds>(*m_locksAt - m_login->clock()->sinceBoot());
}

void SessionBanner::count()
{
    m_tick.reset();
    if (m_login && m_locksAt && left() > 0s)
        m_tick = m_login->clock()->callAfter(1s, [this] { count(); });
    else
        m_locksAt.reset();
    refresh();
}

void SessionBanner::stopCounting()
{
    m_locksAt.reset();
    count();
}

// What was never fresh has not lapsed: somebody who is remembered knows of nothing else.
void SessionBanner::noteFreshness(bool fresh)
{
    m_isStale = !fresh && m_login->isAuthenticated();
    refresh();
}

void SessionBanner::noteState()
{
    m_mayForget |= m_login->state() == SessionState::SignedOut;
    m_isStale &= m_login->isAuthenticated();
    stopCounting();
}

void SessionBanner::act()
{
    if (!m_login)
        return;
    if (m_message == Message::Stale)
        (void)m_login->require(Requirement::freshLogin());
    else
        m_login->noteUserActivity();
}

void SessionBanner::dismiss()
{
    if (m_message == Message::Stale)
        m_isStale = false;
    else
        m_mayForget = false;
    refresh();
}

void SessionBanner::refresh()
{
    const Message before = std::exchange(m_message, due());
    const QString said = m_words->text();
    m_words->setText(wordsFor(m_message));
    m_action->setText(m_message == Message::Stale ? tr("Confirm it's you…") : tr("Stay"));
    m_dismiss->setText(tr("Dismiss"));
    m_action->setVisible(m_message == Message::LocksSoon || m_message == Message::Stale);
    m_dismiss->setVisible(m_message == Message::Stale || m_message == Message::Forgetful);
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
    const bool warns = m_message == Message::Forgetful;
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

// As high as its words need at this width: a layout around it would cut them, or give it more.
void SessionBanner::fit()
{
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
