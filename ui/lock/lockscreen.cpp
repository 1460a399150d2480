// SPDX-License-Identifier: MIT
#include "lock/lockscreen_p.h"

#include "lock/lockform_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qaccessiblewidget.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qscrollarea.h>

namespace QtLogin {

// Screen readers say the title of a lock screen when it is shown, as of any window.
static QAccessibleInterface *createInterface(const QString &, QObject *object)
{
    auto *screen = qobject_cast<LockScreen *>(object);
    return screen ? new QAccessibleWidget(screen, QAccessible::Window) : nullptr;
}

// Each of these tells event handlers of the application, which may delete the window.
static void dressLike(QWidget *screen, const QPointer<QWidget> &window)
{
    if (window)
        screen->setWindowIcon(window->windowIcon());
    if (window)
        screen->setStyleSheet(window->styleSheet());
    if (window && window->testAttribute(Qt::WA_SetPalette))
        screen->setPalette(window->palette());
    if (window && window->testAttribute(Qt::WA_SetFont))
        screen->setFont(window->font());
    if (window && window->testAttribute(Qt::WA_SetLayoutDirection))
        screen->setLayoutDirection(window->layoutDirection());
}

LockScreen::LockScreen(LoginManager *login, QWidget *window) : m_window(window)
{
    QAccessible::installFactory(createInterface); // does nothing where it is installed already
    setObjectName(QStringLiteral("lockScreen"));
    setWindowTitle(tr("Locked"));
    const QPointer alive(login);

    auto *page = new QWidget;
    m_form = new LockForm(login, page);
    auto *column = new QVBoxLayout(page);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_form, 1000);
    row->addStretch(1);
    column->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);

    auto *area = new QScrollArea(this); // the window may be smaller than the form
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(page);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(area);
    limitWidth();
    if (!alive)
        return; // an event handler of the application has deleted the manager meanwhile
    // Queued: what follows may delete the window, and the button is still in the middle of its event.
    connect(
        m_form, &LockForm::logOutRequested, login, [login] { login->logOut(); }, Qt::QueuedConnection);
    // This user stays locked until another one has logged in.
    const auto letAnotherUserIn = [login, screen = QPointer(this)] {
        if (screen)
            (void)login->switchUser(screen);
    };
    connect(m_form, &LockForm::switchRequested, login, letAnotherUserIn, Qt::QueuedConnection);
    dressLike(this, m_window); // the last thing, for its events may reach a handler that deletes the manager
}

// The form is wide enough to be read at ease, and narrower in a narrow window.
void LockScreen::limitWidth()
{
    m_form->setMaximumWidth(m_form->fontMetrics().averageCharWidth() * 64);
}

void LockScreen::setOver()
{
    m_form->setOver();
}

void LockScreen::place(QWidget *window, const QWidget *like)
{
    const QRect normal = like->normalGeometry();
    const auto state = like->windowState();
    window->setGeometry(normal.isValid() ? normal : like->geometry());
    window->setWindowState(state & ~Qt::WindowActive);
}

void LockScreen::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWindowTitle(tr("Locked"));
    if (event->type() == QEvent::FontChange && m_form)
        limitWidth();
}

void LockScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_form)
        m_form->refit();
}

// Closing the lock screen is closing the window: its closeEvent() decides.
void LockScreen::closeEvent(QCloseEvent *event)
{
    const QPointer<LockScreen> alive(this);
    const bool closes = !m_window || m_window->close();
    if (closes && m_window)
        m_window->hide(); // close() does not hide what is hidden; from now on it is wished so
    if (alive)
        event->setAccepted(closes);
}

} // namespace QtLogin
