// SPDX-License-Identifier: MIT
#pragma once

#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"

#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

namespace QtLogin {

// An application with one of everything, and what it does in the middle of a change: the deeds of arm(), one each time
// that its trigger is reached. A trigger is the name of an event, also of those of one kind of widget, or of a signal.
class ReentryScene : public QObject
{
    Q_OBJECT
public:
    struct Event
    {
        QString name;
        QEvent::Type type;
        const char *at = "QWidget"; // the class of what it is sent to
    };
    static const std::vector<Event> &events();
    static const QStringList &signalNames();

    ReentryScene(const QString &trigger, bool locksWindow);
    ~ReentryScene() override;

    LoginManager &login() { return stage.login(); }
    void act(const QString &deed);
    // Begins in this state of the session.
    void start(const QString &state);
    // From now on, the first deed comes when the trigger has been reached \a skipped times before.
    void arm(const QStringList &deeds, int skipped);
    bool hasFired() const { return m_deeds.isEmpty(); }
    // The event loop delivers what was posted, and deletes what is over.
    static void settle();
    // How often the trigger was reached since then, until all deeds were done.
    int reached() const { return m_reached; }
    // Whether everything is still there that faults() looks at.
    bool isWhole() const;

    // The things that are not as check() says, in words.
    QString faults();
    // As faults(), when the user is logged in again; and the calls that were stopped work again, once.
    QString works();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fire(const char *signal);
    bool isDue();
    void actOnSession(const QString &deed);
    void prepare();
    void prepareForTrigger();
    void furnish();
    void furnishMenu();
    void furnishPlaces();
    void listen();
    GatedView *makeView(const char *name, const Requirement &requirement);
    QWidget *makeContent(const QString &name);
    void deleteOthers();
    void takeOut();
    bool isOutForGood() const;
    QStringList faultsOfViews(bool isCovered);

    Stage stage;
    std::unique_ptr<ViewGuard> guard = std::make_unique<ViewGuard>(&stage.login());
    std::unique_ptr<QMainWindow> window;
    std::unique_ptr<QWidget> elsewhere; // a window without a parent, as are others
    std::unique_ptr<QDialog> other;
    QPointer<WindowLock> lock;
    QPointer<GatedView> view;
    QPointer<QDialog> dialog;
    QPointer<QWidget> part; // of the view's latest content, which may be taken out
    QPointer<QWidget> home; // of the part
    bool isTakenWhileClosed = false;
    QTabWidget *tabs = nullptr;
    QMenu *menu = nullptr;
    QPushButton *button = nullptr;
    QAction *action = nullptr;
    QAction *hidden = nullptr;
    QWidget *page = nullptr;
    QDockWidget *dock = nullptr;
    QMdiSubWindow *subWindow = nullptr;
    std::vector<QPointer<QWidget>> contents; // all that were ever made
    int effects = 0;
    const QString m_trigger;
    Event m_event = {{}, QEvent::None};
    int m_skipped = 0;
    int m_reached = 0;
    QStringList m_deeds;
    QPointer<QWidget> m_watched; // by the event filter, which is in the middle of a deed
    bool m_locksWindow = false;
};

} // namespace QtLogin
