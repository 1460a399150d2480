// SPDX-License-Identifier: MIT
#pragma once

#include "gates/actionhold_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <vector>

QT_BEGIN_NAMESPACE
class QLayout;
class QLineEdit;
QT_END_NAMESPACE

namespace QtLogin {

// Content that may not be seen for now: hidden and disabled, in no window and in no accessibility
// tree, its windows closed, its actions disabled also where a menu bar shares them. Nothing is lost,
// and what the application does to it meanwhile is undone.
class Detachment final : public QObject
{
    Q_OBJECT
public:
    // A window of its own, such as a dialog, stays a child of its parent.
    enum class As { Content, Window };

    Detachment(QWidget *content, As as);
    // Lets go of what the content has shared with others. The content itself stays as it is.
    ~Detachment() override;

    QWidget *content() const { return m_content; }
    // Whether the keyboard was there.
    bool hadFocus() const { return m_hadFocus; }
    // Whether the application would have it shown by now.
    bool isWished() const { return m_wished; }
    // Lets go of the content, whose \a place is there again, as it was, or as the application would
    // have it by now. This is not to be used afterwards.
    void giveBack(QLayout *place = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Window
    {
        QPointer<QWidget> widget;
        bool wished;
        bool isModal;
    };
    // Of a line of text, which loses it with the focus.
    struct Selection
    {
        explicit Selection(const QWidget *focus = nullptr);
        void restore() const;

        QPointer<QLineEdit> edit;
        int start = 0;
        int length = 0; // negative where the cursor is at its beginning
    };
    struct Held
    {
        QPointer<QAction> action;
        quint8 force;
    };

    void takeFocus();
    void closeWindows();
    void holdActions();
    void leave();
    void forgetAccessibles();
    bool owns(const QObject *object) const;
    bool ownsAction(const QAction *action) const;
    void contentChanged(QEvent::Type type);
    void windowChanged(QWidget *window, QEvent::Type type);
    void closeAgain(QWidget *window);
    void actionChanged(QAction *action);
    void releaseActions();

    QPointer<QWidget> m_content;
    const As m_as;
    QPointer<QWidget> m_focus;
    bool m_hadFocus = false;
    Selection m_selection;
    bool m_wished = true;
    bool m_acting = false;
    std::vector<Window> m_windows;
    std::vector<Held> m_actions;
    ActionHold m_hold {ActionHold::Way::Disable};
};

} // namespace QtLogin
