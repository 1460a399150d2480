// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
class QLayout;
class QLineEdit;
class QUndoStack;
QT_END_NAMESPACE

namespace QtLogin {

// Content that may not be seen for now: hidden and disabled, in no window and in no accessibility
// tree, its windows closed, its actions disabled also where a menu bar shares them. Nothing is lost,
// and what the application does to it meanwhile is undone. What the application takes out of it
// meanwhile stays closed as well, wherever it is put: until the content opens, and for good if it
// never does.
class Detachment final : public QObject, public EventListener
{
    Q_OBJECT
public:
    // A window of its own, such as a dialog, stays a child of its parent; a stray, where it was put.
    enum class As { Content, Window, Stray };

    Detachment(QWidget *content, As as, std::shared_ptr<ApplicationEvents> events);
    // Lets go of what the content has shared with others. The content itself stays as it is.
    ~Detachment() override;

    QWidget *content() const { return m_content; }
    // Whether the keyboard was there.
    bool hadFocus() const { return m_hadFocus; }
    // Whether the application would have it shown by now.
    bool isWished() const { return m_wished; }
    // Ends a giveBack() that is under way and is overtaken: the content is to be closed anew.
    void stop() { m_content = nullptr; }
    // The content was about to be shown, and is when it is given back.
    void wishShown() { m_wished = true; }
    // Hides the content once more, which was in the middle of being shown when it was closed.
    void hideAgain() { hideAgain(m_content); }
    // Gives back as well what \a stopped has not come to.
    void takeOver(Detachment &stopped);
    // Deletes \a detachment, which has given its content back: at once, or when it is no longer in one of its calls.
    static void retire(std::unique_ptr<Detachment> detachment);
    // Lets go of the content, whose \a place is there again, as it was, or as the application would
    // have it by now. This is not to be used afterwards.
    void giveBack(QLayout *place = nullptr);

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

private:
    struct Window
    {
        QPointer<QWidget> widget;
        bool wished;
        bool isModal;
    };
    // Of a line of text, which loses it with the focus; a box of numbers or dates loses also what is
    // half typed in it.
    struct Selection
    {
        explicit Selection(const QWidget *focus = nullptr);
        void restore() const;

        QPointer<QLineEdit> edit;
        QString halfTyped; // null: nothing that would be lost
        int cursor = 0;
        int start = 0;
        int length = 0; // negative where the cursor is at its beginning
    };
    void takeFocus();
    static bool isEditor(const QObject *object);
    void closeWindows();
    void holdActions();
    void idleUndoStacks();
    void leave();
    bool hide(QWidget *widget);
    void forgetAccessibles();
    bool owns(const QObject *object) const;
    bool widgetChanged(QWidget *widget, QEvent::Type type);
    void childRemoved(QObject *child);
    void parentChanged(QWidget *widget);
    void giveBackStrays(const QWidget *which = nullptr);
    bool ownsAction(const QAction *action) const;
    void contentChanged(QEvent::Type type);
    void windowChanged(QWidget *window, QEvent::Type type);
    void closeAgain(QWidget *window);
    void hideAgain(QWidget *window);
    void releaseActions();

    const std::shared_ptr<ApplicationEvents> m_events;
    QPointer<QWidget> m_content;
    const As m_as;
    QPointer<QWidget> m_focus;
    bool m_hadFocus = false;
    Selection m_selection;
    bool m_wished = true;
    bool m_hasShown = false;
    bool m_acting = false;
    bool m_isHiding = false;
    std::vector<QPointer<QWidget>> m_hidden; // and not told yet
    std::vector<Window> m_windows;
    std::vector<QPointer<QAction>> m_actions; // held
    std::vector<QPointer<QUndoStack>> m_undoStacks; // that were the active ones of a group
    QList<QPointer<QWidget>> m_leavers; // between leaving their parent and having another
    std::vector<QPointer<Detachment>> m_strays;
    QList<QPointer<QObject>> m_strayObjects; // that are no widgets
    QPointer<Detachment> m_from; // of a stray: where it has come from
};

} // namespace QtLogin
