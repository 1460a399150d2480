// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "lock/windowlock.h"
#include "support/patience.h"

#include <QtGui/qevent.h>
#include <QtGui/qwindow.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlabel.h>

namespace QtLogin::Attacks {

// A dialog that furnishes itself, as one does that ViewGuard::open() makes.
class Furnished : public QDialog
{
public:
    Furnished(const std::function<void(QWidget *)> &furnish, QWidget *parent) : QDialog(parent)
    {
        resize(300, 200);
        furnish(this);
    }
};

static Requirement requirementIn(State state)
{
    switch (state) {
    case State::Stale:
        return Requirement::freshLogin();
    case State::Switching:
    case State::Switched:
        return Requirement::scope(QStringLiteral("admin"));
    default:
        return Requirement::login();
    }
}

Scene::Scene(Kind kind, State state, const Vector &vector)
    : m_kind(kind),
      m_state(state),
      m_vector(vector),
      m_requirement(requirementIn(state)),
      m_guard(std::make_unique<ViewGuard>(&m_stage.login())),
      m_window(std::make_unique<QMainWindow>())
{
    QObject::connect(m_guard.get(), &Guard::denied, &m_context, [this] { ++m_denials; });
}

Scene::~Scene()
{
    for (const auto &kept : std::as_const(m_kept))
        delete kept;
    m_window.reset();
    m_guard.reset();
    oneCycle();
}

int Scene::play()
{
    begin();
    if (m_state == State::Switching)
        QObject::connect(&m_stage.login(), &LoginManager::aboutToLogOut, &m_context, [this] { attack(); });
    if (!m_vector.spans())
        close();
    if (m_state != State::Switching)
        attack();
    return settle();
}

void Scene::playWithout()
{
    begin();
    close();
    settle();
}

void Scene::begin()
{
    if (m_state != State::NeverIn && !m_stage.logInVerified(Stage::ada()))
        qFatal("Ada cannot log in.");
    m_window->resize(400, 300);
    if (m_kind == Kind::Tree)
        m_guard->protectTree(m_window.get());
    if (m_kind == Kind::Window)
        new WindowLock(&m_stage.login(), m_window.get());
    furnish();
    remember();
    m_active = QApplication::activeWindow();
    m_focus = QApplication::focusWidget();
    const QWidget *window = the<QWidget>() ? the<QWidget>()->window() : nullptr;
    m_opensAgain = window && window != m_window.get() && window->isVisible()
        && (m_kind == Kind::Window || (m_kind == Kind::Hide && window->isModal()));
}

int Scene::settle()
{
    oneCycle();
    if (const QPointer<QAbstractButton> button = the<QAbstractButton>()) // a shortcut presses it for a while
        (void)QTest::qWaitFor([&] { return !button || !button->isDown(); }, patience);
    m_stage.prompt->dismiss(); // what had asked is denied now
    oneCycle();
    return m_gotIn;
}

int Scene::comeBack()
{
    m_gotIn = 0;
    LoginManager &login = m_stage.login();
    const bool isIn = login.state() == SessionState::LoggedIn || login.isLocked();
    const bool isThere = isIn && m_state != State::Switched; // then Bob is
    const bool isBack = isThere ? bool(login.confirmLogin()) : m_stage.logInVerified(Stage::ada());
    if (!isBack)
        qFatal("Ada does not come back.");
    m_closed = m_isBack = true;
    oneCycle();
    if (m_kind == Kind::Open && (!m_page || !m_page->isVisible()))
        openDialog(); // the dialog that she had was over when she logged out
    openWindow();
    oneCycle();
    const int gotIn = m_gotIn;
    turnToIt();
    remember();
    return gotIn;
}

void Scene::logOut()
{
    m_isBack = false;
    m_stage.login().logOut();
    oneCycle();
}

void Scene::closeAgain()
{
    m_closed = m_isBack = false;
    if (!m_vector.spans())
        close();
}

int Scene::playAgain()
{
    m_gotIn = 0;
    attack();
    return settle();
}

// The windows of a locked window are over when the user logs out, and a question that was hidden is not asked again:
// both are the application's to open.
void Scene::openWindow()
{
    if (m_opensAgain && the<QWidget>())
        the<QWidget>()->window()->show();
}

// Where the person was, or where what is there begins.
void Scene::turnToIt()
{
    const bool wasThere = m_active && m_active->isVisible();
    QWidget *there = m_page && m_page->isVisible() ? m_page->window() : m_window.get();
    QApplication::setActiveWindow(wasThere ? m_active.data() : there);
    if (m_focus)
        m_focus->setFocus();
    oneCycle();
}

void Scene::attack()
{
    if (isAlive() && m_page)
        m_vector.deed(*this);
}

void Scene::furnish()
{
    const auto build = [this](QWidget *page) { this->build(page); };
    const auto page = [build] {
        auto *made = new QWidget;
        build(made);
        return made;
    };
    const bool inDialog = m_kind == Kind::Open || m_kind == Kind::NoneInDialog;
    if (m_kind == Kind::View)
        m_window->setCentralWidget(m_guard->view(m_requirement, page));
    else
        m_window->setCentralWidget(inDialog ? new QLabel : page());
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
    if (inDialog)
        openDialog();
}

void Scene::openDialog()
{
    const auto build = [this](QWidget *page) { this->build(page); };
    if (m_kind == Kind::Open)
        (void)m_guard->open<Furnished>(m_requirement.whileOpen(), m_window.get(), build);
    else
        (new Furnished(build, m_window.get()))->open();
    if (m_page)
        QApplication::setActiveWindow(m_page);
}

void Scene::build(QWidget *page)
{
    m_page = page;
    new QVBoxLayout(page);
    m_vector.build(*this);
    m_focus = page->focusWidget();
}

void Scene::remember()
{
    oneCycle();
    const auto *widget = the<QWidget>();
    if (!widget)
        widget = m_page;
    if (widget)
        m_spot = widget->mapToGlobal(widget->rect().center());
}

template<typename Object>
void Scene::protect(Object *object)
{
    m_target = object;
    if (m_kind == Kind::Disable)
        m_guard->protect(object, m_requirement, ViewGuard::WhenDenied::Disable);
    else if (m_kind == Kind::Hide)
        m_guard->protect(object, m_requirement, ViewGuard::WhenDenied::Hide);
    else if (m_kind == Kind::Tree)
        object->setProperty("loginRequirement", m_requirement.toString());
}

void Scene::target(QWidget *widget)
{
    protect(widget);
}

void Scene::target(QAction *action)
{
    protect(action);
}

// A lock screen stops nothing any more once the user has logged out at it.
void Scene::gotInIf(bool has)
{
    if (m_kind != Kind::Window || staysOpen() || m_stage.login().isLocked())
        m_gotIn += has;
}

void Scene::effect()
{
    if (m_kind == Kind::Connect || m_kind == Kind::Run)
        m_guard->run(
            m_requirement, &m_context, [this] { gotIn(); }, Guard::Denied::Drop);
    else
        gotIn();
}

std::function<bool()> Scene::lease()
{
    if (!isGuarded())
        return [] { return true; };
    return [lease = m_stage.login().lease(), this] { return lease.check(m_requirement) == Access::Allowed; };
}

void Scene::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_gotIn = 0; // what was done before was allowed
    switch (m_state) {
    case State::Allowed:
    case State::NeverIn:
        break;
    case State::JustOut:
        return m_stage.login().logOut();
    case State::LongOut:
        m_stage.login().logOut();
        return oneCycle();
    case State::Locked:
        return m_stage.login().lock();
    case State::Stale:
        return m_stage.clock->advance(std::chrono::minutes(6));
    case State::Switching:
    case State::Switched:
    case State::Succeeded:
        if (!m_stage.logInVerified(Stage::bob()))
            qFatal("Bob cannot log in.");
    }
}

void Scene::byHand(const std::function<void()> &act)
{
    if (!isGuarded())
        act();
}

// As a window system would choose who gets a key.
static QWidget *whoHasTheKeyboard()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup->focusWidget() ? popup->focusWidget() : popup;
    if (QWidget *focus = QApplication::focusWidget())
        return focus;
    if (QWidget *modal = QApplication::activeModalWidget())
        return modal;
    return QApplication::activeWindow();
}

void Scene::press(int key, Qt::KeyboardModifiers modifiers) const
{
    if (QWidget *widget = whoHasTheKeyboard())
        QTest::keyClick(widget, Qt::Key(key), modifiers);
}

void Scene::type(const QString &text) const
{
    for (const QChar character : text) {
        if (QWidget *widget = whoHasTheKeyboard())
            QTest::keyClick(widget, character.toLatin1());
    }
}

// The window that lies now where the target was.
QWindow *Scene::whereItWas() const
{
    const QWidget *popup = QApplication::activePopupWidget();
    if (popup && popup->geometry().contains(m_spot))
        return popup->windowHandle();
    const auto *widget = the<QWidget>();
    const bool isThere = widget && widget->isVisible();
    return (isThere ? widget->window() : windowThere())->windowHandle();
}

QWidget *Scene::windowThere() const
{
    if (m_page && m_page->isVisible())
        return m_page->window();
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == QLatin1String("lockScreen") && window->isVisible())
            return window;
    }
    return m_window.get();
}

QPoint Scene::spot() const
{
    const QWindow *window = whereItWas();
    return window->mapFromGlobal(m_spot);
}

void Scene::click(Qt::MouseButton button) const
{
    QTest::mouseClick(whereItWas(), button, {}, spot());
}

void Scene::mouse(QTest::MouseAction action, Qt::MouseButton button) const
{
    QTest::mouseEvent(action, whereItWas(), button, {}, spot());
}

void Scene::wheel() const
{
    const QWidget *window = windowThere();
    const QPoint place = window->mapFromGlobal(m_spot);
    bool handled = false;
    for (QWidget *each = window->childAt(place); each && !handled; each = each->parentWidget()) {
        QWheelEvent event(each->mapFromGlobal(m_spot), m_spot, {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                          false);
        handled = QCoreApplication::sendEvent(each, &event) && event.isAccepted();
    }
}

// Everything that is waiting to be handled, and what that makes wait.
void Scene::oneCycle()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace QtLogin::Attacks
