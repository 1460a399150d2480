// SPDX-License-Identifier: MIT
#pragma once

#include "closing/contentactions_p.h"
#include "closing/contentwindows_p.h"
#include "closing/embeddedwidgets_p.h"
#include "closing/focuskeeper_p.h"
#include "closing/straywatch_p.h"
#include "watching/applicationevents_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

QT_BEGIN_NAMESPACE
class QLayout;
QT_END_NAMESPACE

namespace QtLogin {

// Content that may not be seen for now: hidden and disabled, in no window and mute for assistive
// technology, its windows closed, its actions held also where a menu bar shares them. Nothing is lost,
// and what the application does to it meanwhile is undone. What the application takes out of it
// meanwhile stays closed as well, wherever it is put: until the content opens, and for good if it
// never does.
class Detachment final : public QObject, public EventListener
{
    Q_OBJECT
public:
    // A window of its own, such as a dialog, stays a child of its parent; a stray, where it was put.
    enum class As { Content, Window, Stray };
    // Deletes one at once, or, where calls of it are under way, when the last of them ends: event handlers and slots
    // may do anything in the middle of such a call. Either way it has let go by then.
    struct Retire
    {
        void operator()(Detachment *detachment) const;
    };
    using Ptr = std::unique_ptr<Detachment, Retire>;

    // Of \a content, which is open until close().
    Detachment(QWidget *content, As as, std::shared_ptr<ApplicationEvents> events);
    // Closes \a content, anew where \a opening is giving it back.
    static Ptr close(Ptr opening, QWidget *content, As as, const std::shared_ptr<ApplicationEvents> &events);
    void close();
    // Keeps the content closed for good: \a closed goes with it.
    static void leave(Ptr closed);
    // Lets go of what the content has shared with others. The content itself stays as it is.
    ~Detachment() override;

    QWidget *content() const { return m_content; }
    // Whether the keyboard was there.
    bool hadFocus() const { return m_focus.hadFocus(); }
    // Whether the application would have it shown by now.
    bool isWished() const { return m_wished; }
    // False as soon as it is being given back.
    bool isClosed() const { return m_state == State::Closed; }
    // The content was about to be shown, and is when it is given back.
    void wishShown() { m_wished = true; }
    // Hides the content once more, which was in the middle of being shown for the first time when it was closed.
    void hideAgain() { hideAgain(m_content); }
    // Lets go of the content, whose \a place is there again, as it was, or as the application would have it by now.
    // Event handlers of the content and slots may do anything, also close it anew. Whether it is open; then this is
    // not to be used any more.
    bool giveBack(QLayout *place = nullptr);

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;
    bool isMoving(const QWidget *widget) const override { return m_acting && m_as == As::Content && widget == m_content; }

    const std::shared_ptr<ApplicationEvents> &events() const { return m_events; }
    StrayWatch &strays() { return m_strays; }
    // Whether \a object is the content, part of it, or taken out of it.
    bool owns(const QObject *object) const;
    // Closes what the application has put into a scene of the content meanwhile.
    void closeEmbedded();
    // Makes assistive technology forget what it knows of \a part.
    void forgetLater(QWidget *part);

private:
    // Opening: giveBack() is under way. Its steps end where the state is another one. Over: its owner has let it go.
    enum class State { Open, Closed, Opening, Over };
    // One call that runs code of the application, from its first line to its last.
    class Call;

    void closeContent();
    void retire();
    void closeParts();
    void hideContent();
    bool ownsAction(const QAction *action) const;
    void actionAdded(const QObject *place, QAction *action);
    bool widgetChanged(QWidget *widget, QEvent::Type type);
    void contentChanged(QEvent::Type type);
    void windowChanged(QWidget *window, QEvent::Type type);
    void closeAgain(QWidget *window);
    void hideWhatQtHasShown();
    void hideAgain(QWidget *window);
    bool open(QLayout *place);
    bool isOpening() const { return m_state == State::Opening; }

    const std::shared_ptr<ApplicationEvents> m_events;
    QPointer<QWidget> m_content;
    const As m_as;
    FocusKeeper m_focus;
    ContentWindows m_windows;
    ContentActions m_actions;
    StrayWatch m_strays;
    EmbeddedWidgets m_embedded;
    State m_state = State::Open;
    bool m_isSilent = false;
    bool m_isHidden = false; // here, so that m_wished says what the application wishes
    bool m_wished = true;
    bool m_acting = false;
    int m_calls = 0; // under way
};

} // namespace QtLogin
