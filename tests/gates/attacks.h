// SPDX-License-Identifier: MIT
#pragma once

#include "gates/viewguard.h"

#include "support/stage.h"

#include <QtCore/qtimer.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qmainwindow.h>

#include <memory>

namespace QtLogin::Attacks {

// Ways to guard, and none: then the attack must get through, or it says nothing about guards. Window is a WindowLock.
enum class Kind { Connect, Run, Disable, Tree, Hide, View, Open, Window, NoneInWindow, NoneInDialog };

// The state of the session when the attack comes. Allowed: the guard lets through what it should.
// Of two users Ada may, and Bob may not: Switching is while he takes her place, Switched is afterwards.
// Succeeded is when Bob is in, and may as well: what was Ada's is not his.
enum class State { Allowed, NeverIn, JustOut, LongOut, Locked, Stale, Switching, Switched, Succeeded };

// The states for an attack that spans the end of the session: it calls Scene::close() itself.
const QList<State> whenItEnds = {State::JustOut, State::Locked, State::Stale, State::Switched};
const QList<State> whenAnotherComes = {State::Succeeded};

class Scene;

// One way into an application: what it has built, and what is done to get in. The deed has gotten
// in when Scene::gotIn() was called. To add one is to add a row.
struct Vector
{
    QByteArray name;
    // A letter for each kind of guard, in this order: E for the effect (connect, run), D for what is
    // disabled (protect, protectTree), H for what is hidden, V for view(), O for open() and W for a
    // window that is locked. A capital stops it, a small one does not promise to; "-" where there is
    // nothing to guard in this way.
    QByteArray guards;
    std::function<void(Scene &)> build;
    std::function<void(Scene &)> deed;
    QList<State> states = {State::NeverIn, State::JustOut,   State::LongOut, State::Locked,
                           State::Stale,   State::Switching, State::Switched};
    // It needs a real window system and a bus, and is played there.
    bool onDesktop = false;

    bool spans() const { return states == whenItEnds || states == whenAnotherComes; }
};

QList<Vector> byHand(); // keyboard, mouse and touch
QList<Vector> intoFields(); // what is written, dropped, turned
QList<Vector> throughActions(); // actions, menus, tool bars, shortcuts
QList<Vector> intoPlaces(); // tabs, docks, windows, dialogs
QList<Vector> byCode(); // what the application's own code may do
QList<Vector> besideTheTree(); // what a search below the guarded widget does not find
QList<Vector> bySight(); // what can be seen, read, copied
QList<Vector> byEar(); // what assistive technology is told, and what it finds
QList<Vector> acrossTime(); // begun while it was allowed
QList<Vector> leftBehind(); // what has come out, or is on its way
QList<Vector> byProgram(); // by another program of the desktop

// Whether this runs on a desktop; the panel is another process on it.
bool isOnDesktop();
bool startPanel();
void endPanel();

// An application on a screen: a window, a page of it that may be guarded, and on the page
// what is attacked.
class Scene
{
public:
    Scene(Kind kind, State state, const Vector &vector);
    ~Scene();

    // Plays the vector; answers how often it has gotten in.
    int play();
    // The same without the attack: what is guarded is closed.
    void playWithout();

    // --- Afterwards.
    // A user who may comes back; answers how often something has gotten in by that alone.
    int comeBack();
    void logOut();
    // The session ends once more as it did, without an attack.
    void closeAgain();
    // The attack again, after closeAgain() or comeBack(); answers how often it has gotten in.
    int playAgain();
    int denials() const { return m_denials; }

    // --- For builders.
    QMainWindow *window() const { return m_window.get(); }
    QWidget *page() const { return m_page; }
    template<typename Widget>
    Widget *add(Widget *widget);
    void target(QWidget *widget);
    void target(QAction *action);
    // The effect of the signal in this application; it does it behind the guard, if that is of this kind.
    template<typename Sender, typename Signal>
    void effect(const Sender *sender, Signal signal);
    void effect(); // from within a slot, an event handler, a function
    // Whether a worker may; to be asked from any thread.
    std::function<bool()> lease();
    QObject *context() { return &m_context; }
    // The scene deletes it at the end, if it is still there.
    template<typename Object>
    Object *keep(Object *object);

    // --- For deeds.
    template<typename Object>
    Object *the() const
    {
        return qobject_cast<Object *>(m_target.data());
    }
    bool isAlive() const { return m_target; }
    void gotIn() { gotInIf(true); }
    void gotInIf(bool has);
    LoginManager &login() { return m_stage.login(); }
    // The session ends, or is locked, or grows stale; a vector that does not say when does so first.
    void close();
    // The application closes something itself, where no guard does.
    void byHand(const std::function<void()> &act);
    bool isReachable(const QWidget *widget) const { return widget && widget->isVisible() && widget->isEnabled(); }
    // The acts of a person: keys go where the keyboard is, the mouse to where the target was.
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const;
    void type(const QString &text) const;
    void click(Qt::MouseButton button = Qt::LeftButton) const;
    void mouse(QTest::MouseAction action, Qt::MouseButton button = Qt::LeftButton) const;
    void wheel() const;
    QWindow *whereItWas() const;
    QWidget *windowThere() const; // which the person has before them
    QPoint spot() const;
    QPoint place() const { return m_spot; } // on the screen
    static void oneCycle();
    // Whether nothing is closed in this state.
    bool staysOpen() const { return !isGuarded() || m_state == State::Allowed || m_isBack; }
    bool isGuarded() const { return m_kind != Kind::NoneInWindow && m_kind != Kind::NoneInDialog; }

private:
    void build(QWidget *page);
    void begin();
    void furnish();
    void openDialog();
    void openWindow();
    void remember();
    void turnToIt();
    void attack();
    int settle();
    template<typename Object>
    void protect(Object *object);

    const Kind m_kind;
    const State m_state;
    const Vector &m_vector;
    const Requirement m_requirement;
    Stage m_stage;
    QObject m_context;
    std::unique_ptr<ViewGuard> m_guard;
    std::unique_ptr<QMainWindow> m_window;
    QPointer<QWidget> m_page;
    QPointer<QObject> m_target;
    QPointer<QWidget> m_active; // before anything closed
    QPointer<QWidget> m_focus;
    QList<QPointer<QObject>> m_kept;
    QPoint m_spot; // on the screen
    int m_gotIn = 0;
    int m_denials = 0;
    bool m_opensAgain = false; // the window that the target is, or is in
    bool m_closed = false;
    bool m_isBack = false;
};

template<typename Object>
Object *Scene::keep(Object *object)
{
    m_kept += object;
    return object;
}

template<typename Widget>
Widget *Scene::add(Widget *widget)
{
    m_page->layout()->addWidget(widget);
    target(widget);
    return widget;
}

template<typename Sender, typename Signal>
void Scene::effect(const Sender *sender, Signal signal)
{
    if (m_kind == Kind::Connect)
        m_guard->connect(sender, signal, m_requirement, &m_context, [this] { gotIn(); });
    else
        QObject::connect(sender, signal, &m_context, [this] { effect(); });
}

} // namespace QtLogin::Attacks
